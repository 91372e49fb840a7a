package vn.hoctap.server.subject;

import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import vn.hoctap.server.secrecy.BlindIndex;

/** The name under which another system, an LMS above all, knows a subject. */
public sealed interface Identity {

    /** As stored and looked up: {@code mbox:mailto:a@b}, or {@code account:<homePage>|<name>}. */
    String key();

    /** By which it is found again, though it is sealed. */
    static Buffer hash(BlindIndex index, String key) {
        return Buffer.buffer(index.hash("identity", key));
    }

    static Identity of(String key) {
        if (key.startsWith("mbox:")) {
            return new Mbox(key.substring("mbox:".length()));
        }
        String account = key.substring("account:".length());
        int bar = account.indexOf('|');
        return new Account(account.substring(0, bar), account.substring(bar + 1));
    }

    /** @param name of the person in the system; a bar is allowed here, never in the address */
    record Account(String homePage, String name) implements Identity {
        @Override
        public String key() {
            return "account:" + homePage + "|" + name;
        }
    }

    /** A mail address with {@code mailto:}, in lower case, for people write theirs in either. */
    record Mbox(String address) implements Identity {
        public Mbox {
            address = address.toLowerCase(Locale.ROOT);
        }

        @Override
        public String key() {
            return "mbox:" + address;
        }
    }
}
