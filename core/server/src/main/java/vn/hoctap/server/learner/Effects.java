package vn.hoctap.server.learner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.decision.Outcome;
import vn.hoctap.server.http.Words;

/** Says what a change would do to somebody's standing, without doing it. */
public final class Effects {
    private Effects() {}

    /** Points that come or go, and titles that would be earned; empty when nothing moves. */
    public static List<String> between(Words words, List<Judgement> before, List<Judgement> after) {
        Map<String, Judgement> earlier =
                before.stream().collect(Collectors.toMap(one -> one.set().id(), Function.identity()));
        List<String> effects = new ArrayList<>();
        for (Judgement now : after) {
            Judgement then = earlier.get(now.set().id());
            if (then != null) {
                points(words, then, now, effects);
                if (now.decision().outcome() == Outcome.MET && then.decision().outcome() != Outcome.MET) {
                    effects.add(words.get(
                            "effect.title",
                            now.set().title(),
                            Integer.toString(now.decision().cycle())));
                }
            }
        }
        return effects;
    }

    private static void points(Words words, Judgement then, Judgement now, List<String> effects) {
        Map<String, IndicatorResult> earlier = then.decision().indicators().stream()
                .collect(Collectors.toMap(IndicatorResult::id, Function.identity()));
        for (IndicatorResult result : now.decision().indicators()) {
            IndicatorResult was = earlier.get(result.id());
            Rational gain = was == null ? result.points() : result.points().minus(was.points());
            if (gain.signum() != 0) {
                String sign = gain.signum() > 0 ? "+" : "−";
                now.set()
                        .indicator(result.id())
                        .ifPresent(indicator -> effects.add(words.get(
                                "effect.points", sign + words.number(gain.abs()), words.in(indicator.name()))));
            }
        }
    }
}
