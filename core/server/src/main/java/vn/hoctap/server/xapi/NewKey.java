package vn.hoctap.server.xapi;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** A provider's new key and secret. The secret has 256 random bits, so that one plain hash of it is enough to keep. */
record NewKey(String key, String secret) {
    private static final SecureRandom RANDOM = new SecureRandom();

    static NewKey random() {
        return new NewKey("hp_" + random(15), random(32));
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    byte[] secretHash() {
        return hash(secret);
    }

    static byte[] hash(String secret) {
        return FactId.sha256(secret.getBytes(StandardCharsets.UTF_8));
    }
}
