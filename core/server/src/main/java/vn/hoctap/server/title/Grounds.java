package vn.hoctap.server.title;

import java.util.Optional;
import java.util.stream.Collectors;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.title.Reason.ConditionsLost;
import vn.hoctap.server.title.Reason.Lost;

/** Why somebody does not get a title under some set, in the sentences in which reasons are stored. */
public final class Grounds {
    private Grounds() {}

    /** What denies the title in this decision; empty: no set judges. */
    public static String against(Optional<Decision> decision) {
        return ReasonText.of(decision.<Reason>map(Reason::denial).orElseGet(Reason.Unjudged::new));
    }

    /** In a few words for a reader: what was found and what was needed. */
    public static String in(Words words, Optional<CriteriaSet> set, String stored) {
        return switch (ReasonText.parse(stored)) {
            case ConditionsLost lost ->
                lost.conditions().stream().map(one -> in(words, set, one)).collect(Collectors.joining(" · "));
            case Reason.Unjudged unjudged -> words.get("ground.unjudged");
            case Reason other -> new ReasonWords(words, set).of(other);
        };
    }

    private static String in(Words words, Optional<CriteriaSet> set, Lost condition) {
        String name = set.map(known -> new ConditionNames(words, known).of(condition.id()))
                .orElseGet(() -> words.orElse("condition." + condition.id(), condition.id()));
        return condition
                .actual()
                .flatMap(actual -> condition.needed().map(needed -> words.get("ground.numbers", name, actual, needed)))
                .orElseGet(() -> words.get("ground.condition", name));
    }
}
