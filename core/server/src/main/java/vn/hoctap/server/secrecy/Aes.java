package vn.hoctap.server.secrecy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256 in Galois/Counter Mode of the JDK. What is sealed is one byte {@value #FORMAT}, 12 random bytes of nonce, then
 * the text and the tag: 29 bytes more than what went in. A key seals far fewer than 2³² texts, so random nonces suffice.
 */
final class Aes {
    /** No JSON and no text begins with it, so what was stored before anything was sealed is told apart. */
    static final byte FORMAT = 1;

    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;
    static final int OVERHEAD = 1 + NONCE_BYTES + TAG_BYTES;
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Whose ciphers are taken; to look for it each time costs more than a short text. */
    private static final Provider PROVIDER = provider();

    private Aes() {}

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    static SecretKeySpec key(byte[] bytes) {
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes, not " + bytes.length);
        }
        return new SecretKeySpec(bytes, "AES");
    }

    /** @param context what it is for; it opens for the same context only, so that nobody can put it elsewhere */
    static byte[] seal(SecretKeySpec key, byte[] text, String context) {
        byte[] sealed = new byte[text.length + OVERHEAD];
        byte[] nonce = random(NONCE_BYTES);
        sealed[0] = FORMAT;
        System.arraycopy(nonce, 0, sealed, 1, NONCE_BYTES);
        try {
            cipher(Cipher.ENCRYPT_MODE, key, nonce, bytes(context))
                    .doFinal(text, 0, text.length, sealed, 1 + NONCE_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        return sealed;
    }

    /** @throws Unreadable when another key sealed it, or for another context, or somebody changed it */
    static byte[] open(SecretKeySpec key, byte[] sealed, String context) {
        if (sealed.length < OVERHEAD || sealed[0] != FORMAT) {
            throw new Unreadable("What is stored is not sealed, or cut short (" + context + ").");
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, bytes(context))
                    .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
        } catch (AEADBadTagException wrong) {
            throw new Unreadable("What is stored was sealed with another key or changed since (" + context + ").");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION, PROVIDER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(context);
        return cipher;
    }

    private static Provider provider() {
        try {
            return Cipher.getInstance(TRANSFORMATION).getProvider();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
