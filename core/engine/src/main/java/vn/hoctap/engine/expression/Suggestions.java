package vn.hoctap.engine.expression;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the name that was probably meant; also for those who check the rest of a criteria set. */
public final class Suggestions {
    private static final int MOST_SHOWN = 12;

    private Suggestions() {}

    /** The nearest name, when one is near enough to be meant: a few letters apart, or longer at its end. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        String wanted = plain(word);
        return known.stream()
                .filter(name -> isNear(wanted, plain(name)))
                .min(Comparator.<String>comparingInt(name -> distance(wanted, plain(name)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The names there are, for when none is near. */
    public static String list(Collection<String> known) {
        String shown = known.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
        return known.size() > MOST_SHOWN ? shown + ", …" : shown;
    }

    private static boolean isNear(String wanted, String name) {
        return distance(wanted, name) <= Math.max(1, Math.min(wanted.length(), name.length()) / 3)
                || (wanted.length() >= 2 && name.startsWith(wanted));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** How many letters must be added, removed, changed or exchanged with their neighbour. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(int[][] cost, String a, String b, int i, int j) {
        int change = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean exchanged = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return exchanged ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
