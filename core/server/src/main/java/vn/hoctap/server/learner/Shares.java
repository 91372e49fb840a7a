package vn.hoctap.server.learner;

import java.util.List;
import java.util.Optional;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.decision.Decision.ConditionResult;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.decision.Decision.Share;
import vn.hoctap.engine.decision.Outcome;
import vn.hoctap.server.http.Words;

/** Says of conditions on shares of members how many that is, and how many more are needed. */
public record Shares(Words words, Decision decision) {
    private static final Rational HUNDRED = Rational.of(100);

    /** Empty when the condition does not compare one of the shares. */
    public Optional<String> detail(ConditionResult result) {
        if (result.actual().isEmpty() || result.needed().isEmpty()) {
            return Optional.empty();
        }
        Rational actual = result.actual().get();
        List<Share> same = decision.indicators().stream()
                .filter(indicator -> indicator.value().filter(actual::equals).isPresent())
                .flatMap((IndicatorResult indicator) -> indicator.share().stream())
                .distinct()
                .toList();
        return same.size() == 1 ? Optional.of(detail(result, same.getFirst())) : Optional.empty();
    }

    /** Whether this is a share that is too small for every condition that compares it. */
    boolean tooSmall(IndicatorResult indicator) {
        if (decision.met() || indicator.share().isEmpty() || indicator.value().isEmpty()) {
            return false;
        }
        List<ConditionResult> comparing = decision.conditions().stream()
                .filter(condition -> condition.actual().equals(indicator.value()))
                .toList();
        return !comparing.isEmpty() && comparing.stream().allMatch(condition -> condition.outcome() == Outcome.NOT_MET);
    }

    private String detail(ConditionResult result, Share share) {
        Rational needed = result.needed().orElseThrow();
        String key = result.outcome() == Outcome.MET ? "condition.share" : "condition.share.more";
        return words.get(
                key,
                result.actual().orElseThrow(),
                share.numerator(),
                share.denominator(),
                needed,
                more(share, needed));
    }

    /** So many members more would do, if as many count as today. */
    static long more(Share share, Rational needed) {
        Rational enough = needed.times(Rational.of(share.denominator())).over(HUNDRED);
        long people = enough.negate().floor().negate().longValueExact();
        return Math.max(0, people - share.numerator());
    }
}
