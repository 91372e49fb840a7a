package vn.hoctap.server.title;

import java.security.SecureRandom;
import java.util.function.Supplier;

/**
 * Random serials such as {@code HT-7K3M-P2QX-9RTA-C5DW-HJ4N}: nobody can guess one or tell from it how many there are.
 * The letters and digits cannot be mistaken for one another on paper. Safe for use from any thread.
 */
public final class Serials implements Supplier<String> {
    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int GROUPS = 5;
    private static final int GROUP_LENGTH = 4;

    private final SecureRandom random = new SecureRandom();

    @Override
    public String get() {
        StringBuilder serial = new StringBuilder("HT");
        for (int group = 0; group < GROUPS; group++) {
            serial.append('-');
            for (int i = 0; i < GROUP_LENGTH; i++) {
                serial.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
        }
        return serial.toString();
    }
}
