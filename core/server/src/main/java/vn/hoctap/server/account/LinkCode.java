package vn.hoctap.server.account;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A code that fits on a slip of paper: {@code 7KQF-M2XD-9RWB}. Its sixty random bits cannot be guessed while it lives, and to
 * try them all against what is stored would take centuries, because each takes its time.
 */
record LinkCode(String letters) {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Without those that are taken for another: I, L, O, U. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int LENGTH = 12;
    private static final int GROUP = 4;
    private static final int ROUNDS = 30_000;
    private static final int HASH_BITS = 256;
    private static final byte[] SALT = {'h', 'o', 'c', 't', 'a', 'p', ' ', 'l', 'i', 'n', 'k'};

    static LinkCode random() {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            letters.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new LinkCode(letters.toString());
    }

    /** As people type it: small letters, blanks, O for 0, I or L for 1. */
    static Optional<LinkCode> typed(String text) {
        String letters = text.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        boolean known = letters.length() == LENGTH && letters.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0);
        return known ? Optional.of(new LinkCode(letters)) : Optional.empty();
    }

    /** As written on the slip. */
    String shown() {
        StringBuilder shown = new StringBuilder(letters);
        for (int at = LENGTH - GROUP; at > 0; at -= GROUP) {
            shown.insert(at, '-');
        }
        return shown.toString();
    }

    /** The salt is the same for all, so that a code is found by its hash: they are random and need none. */
    byte[] hash() {
        PBEKeySpec spec = new PBEKeySpec(letters.toCharArray(), SALT, ROUNDS, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        } finally {
            spec.clearPassword();
        }
    }

    /** It is a secret. */
    @Override
    public String toString() {
        return "a code";
    }
}
