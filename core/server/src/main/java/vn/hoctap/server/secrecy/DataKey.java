package vn.hoctap.server.secrecy;

import javax.crypto.spec.SecretKeySpec;

/** Seals and opens what is known of one person. Safe for use from any thread; a few microseconds for a page of text. */
public final class DataKey {
    private final SecretKeySpec key;

    DataKey(byte[] bytes) {
        this.key = Aes.key(bytes);
    }

    /** @param context what it is for, such as {@code profile}; it opens for the same context only */
    public byte[] seal(byte[] text, String context) {
        return Aes.seal(key, text, context);
    }

    /** @throws Unreadable when another key sealed it, or for another context, or somebody changed it */
    public byte[] open(byte[] sealed, String context) {
        return Aes.open(key, sealed, context);
    }

    /** The content's name among this person's: the same content has the same one, and another person's another. */
    public byte[] fingerprint(byte[] content) {
        return BlindIndex.hmac(key.getEncoded(), "fingerprint", content);
    }

    /** Whether this is what some data key made, and not what stood there before anything was sealed. */
    public static boolean isSealed(byte[] stored) {
        return stored.length >= Aes.OVERHEAD && stored[0] == Aes.FORMAT;
    }

    SecretKeySpec key() {
        return key;
    }

    @Override
    public String toString() {
        return "a data key";
    }
}
