package vn.hoctap.server.programme;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** The names of what is counted. */
final class Figures {
    private static final String REGISTERED = "r/";
    private static final String EVALUATED = "e/";
    private static final String ACHIEVED = "a/";
    private static final String HELD_BACK = "b/";
    private static final String AIM = "t/";

    private Figures() {}

    /** Who has begun to earn the title under a set. */
    static String registered(String set) {
        return REGISTERED + set;
    }

    /** About whom enough is known to decide. */
    static String evaluated(String set) {
        return EVALUATED + set;
    }

    static String achieved(String set) {
        return ACHIEVED + set;
    }

    /** Whom an indicator holds back; ids of indicators have no slash. */
    static String heldBack(String set, String indicator) {
        return HELD_BACK + set + "/" + indicator;
    }

    /** The ids of the sets of which these figures are. */
    static Set<String> sets(Collection<String> figures) {
        return figures.stream()
                .filter(figure -> figure.startsWith(REGISTERED))
                .map(figure -> figure.substring(REGISTERED.length()))
                .collect(Collectors.toSet());
    }

    static String numerator(Aim aim) {
        return AIM + aim.key() + "/n";
    }

    static String denominator(Aim aim) {
        return AIM + aim.key() + "/d";
    }

    /** Whether its moves are remembered day by day: how fast it grows is of interest. */
    static boolean isPaced(String figure) {
        return figure.startsWith(ACHIEVED) || (figure.startsWith(AIM) && figure.endsWith("/n"));
    }
}
