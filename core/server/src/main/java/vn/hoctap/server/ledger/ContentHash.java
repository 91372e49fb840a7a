package vn.hoctap.server.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Tells one content from another: the first 16 bytes of the SHA-256 of the body as it is stored. */
public final class ContentHash {
    private static final int LENGTH = 16;

    private ContentHash() {}

    public static byte[] of(byte[] body) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(body), LENGTH);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
