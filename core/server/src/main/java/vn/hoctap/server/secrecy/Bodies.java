package vn.hoctap.server.secrecy;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens what the ledger keeps of one subject as it was received: sealed with his key, or plain where it was recorded before
 * bodies were sealed. The key is looked up when the first sealed body comes. Used by one thread.
 */
public final class Bodies {
    private static final String CONTEXT = "body";
    private static final byte[] NOTHING = {'{', '}'};

    private final DataKeys keys;
    private final long subject;
    private @Nullable DataKey key;
    private boolean sought;

    public Bodies(DataKeys keys, long subject) {
        this.keys = keys;
        this.subject = subject;
    }

    /** An empty JSON object when the subject is erased. */
    public byte[] open(Buffer stored) {
        byte[] bytes = stored.getBytes();
        return DataKey.isSealed(bytes)
                ? key().map(found -> found.open(bytes, CONTEXT)).orElse(NOTHING)
                : bytes;
    }

    private Optional<DataKey> key() {
        if (!sought) {
            key = keys.find(subject).orElse(null);
            sought = true;
        }
        return Optional.ofNullable(key);
    }

    /** 29 bytes more than the body. */
    public static byte[] seal(DataKey key, byte[] body) {
        return key.seal(body, CONTEXT);
    }
}
