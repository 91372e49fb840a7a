package vn.hoctap.server.identity;

import java.util.Collection;
import java.util.Optional;

/**
 * How people are tied to a family, clan, community or unit, written among its paths: {@code @} before the id of who speaks
 * for it, {@code ~} before the id of who lives in it. A path of units begins with a slash.
 */
public final class Ties {
    private static final char SPEAKER = '@';
    private static final char HOUSEHOLD = '~';

    private Ties() {}

    /** Gives its self-scores and says what it did, and sees how it stands. */
    public static String speaker(String person) {
        return SPEAKER + person;
    }

    /** Of a household's title nobody in it decides. */
    public static String household(String person) {
        return HOUSEHOLD + person;
    }

    static boolean speaks(Optional<String> person, Collection<String> paths) {
        return person.isPresent() && has(SPEAKER, person.get(), paths);
    }

    static boolean belongs(Optional<String> person, Collection<String> paths) {
        return person.isPresent() && has(HOUSEHOLD, person.get(), paths);
    }

    private static boolean has(char tie, String person, Collection<String> paths) {
        for (String path : paths) {
            if (path.length() == person.length() + 1 && path.charAt(0) == tie && path.endsWith(person)) {
                return true;
            }
        }
        return false;
    }
}
