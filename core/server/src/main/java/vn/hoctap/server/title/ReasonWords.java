package vn.hoctap.server.title;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.title.Reason.ConditionsLost;
import vn.hoctap.server.title.Reason.Lapsed;
import vn.hoctap.server.title.Reason.Lost;
import vn.hoctap.server.title.Reason.Replaced;
import vn.hoctap.server.title.Reason.Stated;
import vn.hoctap.server.title.Reason.Undone;
import vn.hoctap.server.title.Reason.Unjudged;

/**
 * Says in the reader's language why a title is not live any more.
 *
 * @param set that awarded the title; empty when it is not installed any more
 */
record ReasonWords(Words words, Optional<CriteriaSet> set) {

    String of(Reason reason) {
        return switch (reason) {
            case ConditionsLost lost -> sentences(lost.conditions());
            case Unjudged unjudged -> words.get("reason.unjudged");
            case Replaced replaced -> words.get("reason.replaced", replaced.serial());
            case Lapsed lapsed -> words.get("reason.lapsed");
            case Undone undone -> words.get("reason.undone");
            case Stated stated -> stated.text();
        };
    }

    private String sentences(List<Lost> conditions) {
        return conditions.isEmpty()
                ? words.get("reason.conditions")
                : conditions.stream().map(this::lost).collect(Collectors.joining(" "));
    }

    /** Without the note: it is for those who write criteria, who read it in the API. */
    private String lost(Lost condition) {
        String name = set.map(s -> new ConditionNames(words, s).of(condition.id()))
                .orElseGet(() -> words.orElse("condition." + condition.id(), condition.id()));
        Optional<String> share = condition
                .share()
                .flatMap(of -> condition
                        .actual()
                        .flatMap(actual -> condition
                                .needed()
                                .map(needed -> words.get(
                                        "reason.condition.share",
                                        name,
                                        actual,
                                        needed,
                                        of.numerator(),
                                        of.denominator()))));
        return share.isPresent()
                ? share.get()
                : condition
                        .actual()
                        .flatMap(actual -> condition
                                .needed()
                                .map(needed -> words.get("reason.condition.numbers", name, actual, needed)))
                        .orElseGet(() -> words.get("reason.condition", name));
    }
}
