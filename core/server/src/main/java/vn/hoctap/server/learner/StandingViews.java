package vn.hoctap.server.learner;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.decision.Decision.ConditionResult;
import vn.hoctap.engine.decision.Missing;
import vn.hoctap.engine.decision.Outcome;
import vn.hoctap.server.http.Tone;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.learner.StandingView.Condition;
import vn.hoctap.server.learner.StandingView.Criterion;
import vn.hoctap.server.learner.StandingView.Ring;
import vn.hoctap.server.learner.StandingView.Step;
import vn.hoctap.server.title.ConditionNames;

/** Puts a standing into words, with the forms that the reader may use. */
public final class StandingViews {
    private static final int HUNDRED = 100;

    private final Words words;
    private final Rights rights;
    private final PersonRecord record;
    private final @Nullable String open;

    /** @param open the indicator to show unfolded */
    public StandingViews(Words words, Rights rights, PersonRecord record, @Nullable String open) {
        this.words = words;
        this.rights = rights;
        this.record = record;
        this.open = open;
    }

    public List<StandingView> of(List<Judgement> judgements) {
        return IntStream.range(0, judgements.size())
                .mapToObj(i -> of(judgements.get(i), "s" + i))
                .toList();
    }

    private StandingView of(Judgement judgement, String key) {
        CriteriaSet set = judgement.set();
        Map<String, Step> steps = steps(judgement);
        return new StandingView(
                key,
                set.id(),
                judgement.decision().cycle(),
                words.in(set.title()),
                sentence(words, judgement, record),
                ring(judgement),
                record.withdrawn(judgement) ? null : nearest(steps.values()),
                rights.log(),
                words.get(
                        "tree.heading", set.criteria().size(), set.indicators().size()),
                criteria(judgement, steps),
                judgement.decision().conditions().stream()
                        .map(condition -> condition(set, judgement.decision(), condition))
                        .toList(),
                words.get("basis." + set.status().name(), set.source()));
    }

    /** Where one stands, in a sentence. */
    public static String sentence(Words words, Judgement judgement, PersonRecord record) {
        String title = words.in(judgement.set().title());
        String cycle = Integer.toString(judgement.decision().cycle());
        if (record.withdrawn(judgement)) {
            return words.get("standing.withdrawn", title, cycle);
        }
        if (judgement.decision().met()) {
            return words.get("standing.met", title, cycle);
        }
        return judgement
                .shortOfTotal()
                .map(points -> words.get("standing.points", points, title))
                .orElseGet(() -> words.get(
                        "standing.conditions", judgement.decision().denying().size(), title));
    }

    private Ring ring(Judgement judgement) {
        Rational total = judgement.decision().total();
        Rational best = judgement.best();
        Optional<Rational> needed = judgement.total().flatMap(ConditionResult::needed);
        if (needed.isEmpty() || best.signum() == 0) {
            return conditionsRing(judgement.asking());
        }
        return Ring.of(
                words.number(total),
                words.get("ring.of", needed.get()),
                words.get("ring.label", total, needed.get(), best),
                share(total, best) / HUNDRED,
                share(needed.get(), best) / HUNDRED);
    }

    private Ring conditionsRing(List<ConditionResult> conditions) {
        if (conditions.isEmpty()) {
            String nothing = words.get("outcome.NOT_APPLICABLE");
            return Ring.of("–", nothing, nothing, 0, null);
        }
        long met = conditions.stream().filter(c -> c.outcome() == Outcome.MET).count();
        return Ring.of(
                words.get("of", met, conditions.size()),
                words.get("ring.conditions"),
                words.get("ring.conditions.label", met, conditions.size()),
                (double) met / conditions.size(),
                null);
    }

    private List<Criterion> criteria(Judgement judgement, Map<String, Step> steps) {
        IndicatorViews views = new IndicatorViews(
                words, rights, record.activities(), record.given().apply(judgement.set()), judgement);
        Map<String, String> names = judgement.set().criteria().stream()
                .collect(Collectors.toMap(CriteriaSet.Criterion::id, criterion -> words.in(criterion.name())));
        return judgement.decision().criteria().stream()
                .map(result -> new Criterion(
                        names.getOrDefault(result.id(), result.id()),
                        result.max().signum() > 0 ? words.get("of", result.points(), result.max()) : "",
                        Double.toString(share(result.points(), result.max())),
                        result.indicators().stream().anyMatch(judgement::tooLow),
                        result.indicators().stream()
                                .map(i -> views.of(i, steps.get(i.id()), i.id().equals(open)))
                                .toList()))
                .toList();
    }

    /** By indicator, the nearest first. */
    private Map<String, Step> steps(Judgement judgement) {
        Map<String, Step> steps = new LinkedHashMap<>();
        judgement.missing().steps().forEach(step -> steps.put(step.indicator(), step(judgement, step)));
        return steps;
    }

    /** Something that one can sign up for comes before what others must do. */
    private static @Nullable Step nearest(Collection<Step> steps) {
        return steps.stream()
                .filter(step -> step.code() != null)
                .findFirst()
                .or(() -> steps.stream().findFirst())
                .orElse(null);
    }

    private Step step(Judgement judgement, Missing.Step step) {
        String indicator = judgement
                .set()
                .indicator(step.indicator())
                .map(i -> words.in(i.name()))
                .orElse(step.indicator());
        boolean counts = step.points().signum() > 0 && !isBareShare(judgement, step.indicator());
        String points = counts ? words.get("points", step.points()) : "";
        String advice = words.in(step.advice());
        return step.courses().stream()
                .findFirst()
                .map(course -> new Step(
                        course.title(),
                        course.code(),
                        course.hours().map(hours -> words.get("hours", hours)).orElse(""),
                        advice,
                        points,
                        indicator))
                .orElseGet(() -> new Step(null, null, "", advice, points, indicator));
    }

    /** One that gives no points, but is compared itself. */
    private static boolean isBareShare(Judgement judgement, String id) {
        return judgement.decision().indicators().stream()
                .anyMatch(indicator -> indicator.id().equals(id)
                        && indicator.max().signum() == 0
                        && indicator.share().isPresent());
    }

    private Condition condition(CriteriaSet set, Decision decision, ConditionResult result) {
        String name = new ConditionNames(words, set).of(result.id());
        Tone tone = result.outcome() == Outcome.NO_DATA ? Tone.WAIT : Tone.of(result.outcome());
        String detail = new Shares(words, decision).detail(result).orElseGet(() -> detail(result));
        return new Condition(name, words.get("outcome." + result.outcome().name()), tone, detail);
    }

    private String detail(ConditionResult result) {
        if (result.outcome() == Outcome.NOT_APPLICABLE) {
            return "";
        }
        if (result.actual().isPresent() && result.needed().isPresent()) {
            return words.get(
                    "condition.detail", result.actual().get(), result.needed().get());
        }
        return result.actual()
                .map(actual -> words.get("condition.actual", actual))
                .orElse(result.note());
    }

    /** In percent, for drawing only. */
    static double share(Rational part, Rational whole) {
        return whole.signum() <= 0
                ? 0
                : Math.clamp(part.over(whole).toDecimal(4).doubleValue() * HUNDRED, 0, HUNDRED);
    }
}
