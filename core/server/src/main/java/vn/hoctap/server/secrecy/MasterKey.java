package vn.hoctap.server.secrecy;

import java.util.Base64;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/** The key that wraps all others. It is written as 32 bytes in Base64 on one line, as {@code openssl rand} makes it. */
public final class MasterKey {
    private final SecretKeySpec key;

    private MasterKey(byte[] bytes) {
        this.key = Aes.key(bytes);
    }

    public static MasterKey random() {
        return new MasterKey(Aes.random(Aes.KEY_BYTES));
    }

    /** Empty when the text is no key. */
    public static Optional<MasterKey> parse(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.strip());
            return bytes.length == Aes.KEY_BYTES ? Optional.of(new MasterKey(bytes)) : Optional.empty();
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    String text() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    SecretKeySpec key() {
        return key;
    }

    @Override
    public String toString() {
        return "the master key";
    }
}
