package vn.hoctap.server.secrecy;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed hashes by which what is sealed is found again. Equal texts have equal hashes: whoever reads the database alone can
 * count them, but without the key not tell what they say. Safe for use from any thread.
 */
public final class BlindIndex {
    private static final int HASH_BYTES = 16;
    /** Longer words are told apart by what comes before. */
    private static final int LONGEST = 16;

    private static final int MOST_WORDS = 24;
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final byte[] key;

    BlindIndex(byte[] key) {
        this.key = key;
    }

    /** @param kind texts of different kinds never have the same hash */
    public byte[] hash(String kind, String text) {
        return Arrays.copyOf(hmac(key, kind, Aes.bytes(text)), HASH_BYTES);
    }

    /** Of every beginning of every word, each once. */
    public Long[] beginnings(String kind, String text) {
        Set<String> beginnings = new TreeSet<>();
        for (int[] word : words(text)) {
            for (int length = 1; length <= word.length; length++) {
                beginnings.add(new String(word, 0, length));
            }
        }
        return tokens(kind, beginnings);
    }

    /** Of the words themselves: whoever has them all among his beginnings is meant. Empty when there is no word. */
    public Long[] asked(String kind, String text) {
        Set<String> asked = new TreeSet<>();
        words(text).forEach(word -> asked.add(new String(word, 0, word.length)));
        return tokens(kind, asked);
    }

    /** In letters, not in the halves of rare ones. */
    private static List<int[]> words(String text) {
        return BETWEEN.splitAsStream(text)
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .map(word -> word.codePoints().limit(LONGEST).toArray())
                .toList();
    }

    private Long[] tokens(String kind, Set<String> texts) {
        Mac mac = mac(key);
        byte[] label = Aes.bytes(kind);
        return texts.stream()
                .map(text -> {
                    mac.update(label);
                    mac.update((byte) 0);
                    return ByteBuffer.wrap(mac.doFinal(Aes.bytes(text))).getLong();
                })
                .toArray(Long[]::new);
    }

    static byte[] hmac(byte[] key, String label, byte[] text) {
        Mac mac = mac(key);
        mac.update(Aes.bytes(label));
        mac.update((byte) 0);
        return mac.doFinal(text);
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
