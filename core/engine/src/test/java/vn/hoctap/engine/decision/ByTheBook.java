package vn.hoctap.engine.decision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSet.Condition;
import vn.hoctap.engine.criteria.CriteriaSet.Criterion;
import vn.hoctap.engine.criteria.CriteriaSet.Indicator;
import vn.hoctap.engine.criteria.CriteriaSet.Level;
import vn.hoctap.engine.criteria.CriteriaSet.NotApplicable;
import vn.hoctap.engine.decision.Decision.ConditionResult;
import vn.hoctap.engine.decision.Decision.CriterionResult;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.expression.AwardValues;
import vn.hoctap.engine.expression.Bindings;
import vn.hoctap.engine.expression.Comparison;
import vn.hoctap.engine.expression.Expression;
import vn.hoctap.engine.expression.Item;
import vn.hoctap.engine.expression.Verdict;
import vn.hoctap.engine.measure.State;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.Slot;
import vn.hoctap.engine.progress.SubjectState;

/**
 * A decision worked out the longest way, straight from the entries and remembering nothing: what {@link Decider} and
 * {@link Standing} must say too. It shares with them the measures and expressions, and nothing of how they are asked.
 */
record ByTheBook(Folder folder, SubjectState subject, Circumstances circumstances) {

    Decision decide(Collection<? extends Entry> entries) {
        List<IndicatorResult> scores = new ArrayList<>();
        List<CriterionResult> criteria = new ArrayList<>();
        int slot = 0;
        for (Criterion criterion : set().criteria()) {
            List<IndicatorResult> own = new ArrayList<>();
            for (Indicator indicator : criterion.indicators()) {
                own.add(score(criterion, indicator, slot, entries));
                slot += indicator.from().size();
            }
            scores.addAll(own);
            criteria.add(new CriterionResult(
                    criterion.id(),
                    sum(own, IndicatorResult::points),
                    sum(own, IndicatorResult::max),
                    all(own.stream().map(IndicatorResult::outcome)),
                    own));
        }
        return decide(scores, criteria);
    }

    private CriteriaSet set() {
        return folder.set();
    }

    private IndicatorResult score(
            Criterion criterion, Indicator indicator, int first, Collection<? extends Entry> entries) {
        List<Verdict> applies = Stream.concat(criterion.applies().stream(), indicator.applies().stream())
                .map(test -> test.test(Bindings.subject(subject.fields())))
                .toList();
        if (applies.stream().anyMatch(Verdict.False.class::isInstance)) {
            return without(indicator, Outcome.NOT_APPLICABLE);
        }
        if (!applies.stream().allMatch(Verdict::isTrue)) {
            return without(indicator, Outcome.NO_DATA);
        }
        IndicatorResult best = null;
        boolean emptyShare = false;
        for (int way = 0; way < indicator.from().size(); way++) {
            Slot slot = folder.slots().get(first + way);
            State state = slot.tally().zero();
            for (Entry entry : entries) {
                state = slot.counts(entry)
                        ? slot.tally().add(state, entry, set().cycle().zone())
                        : state;
            }
            Optional<Rational> value = slot.tally().value(state, circumstances.asOf());
            emptyShare |= value.isEmpty() && slot.way().measure().equals("share");
            if (value.isPresent()) {
                IndicatorResult one = scored(indicator, slot, state, value.get(), way);
                best = best == null || one.points().compareTo(best.points()) > 0 ? one : best;
            }
        }
        return best != null ? best : without(indicator, emptyShare ? Outcome.NOT_APPLICABLE : Outcome.NO_DATA);
    }

    private IndicatorResult scored(Indicator indicator, Slot slot, State state, Rational value, int way) {
        Rational earned = PointRules.points(
                        slot.way().points(), value, folder.parameters().of(subject))
                .max(Rational.ZERO);
        Rational points = indicator.max().map(earned::min).orElse(earned);
        Optional<Decision.Share> share = slot.way().measure().equals("share") && state instanceof State.Sum sum
                ? Optional.of(new Decision.Share(sum.sum().numerator().longValueExact(), sum.count()))
                : Optional.empty();
        return new IndicatorResult(
                indicator.id(),
                points,
                indicator.max().orElse(Rational.ZERO),
                points.signum() > 0 ? Outcome.MET : Outcome.NOT_MET,
                Optional.of(value),
                way,
                share);
    }

    private IndicatorResult without(Indicator indicator, Outcome outcome) {
        Rational max = indicator.max().orElse(Rational.ZERO);
        boolean given = outcome == Outcome.NOT_APPLICABLE && policy() == NotApplicable.FULL;
        return new IndicatorResult(
                indicator.id(), given ? max : Rational.ZERO, max, outcome, Optional.empty(), -1, Optional.empty());
    }

    private NotApplicable policy() {
        return set().award().notApplicable();
    }

    private Decision decide(List<IndicatorResult> scores, List<CriterionResult> criteria) {
        List<IndicatorResult> counted = policy() == NotApplicable.RESCALE
                ? scores.stream()
                        .filter(s -> s.outcome() != Outcome.NOT_APPLICABLE)
                        .toList()
                : scores;
        Rational reachable = sum(counted, IndicatorResult::max);
        Rational points = sum(counted, IndicatorResult::points);
        Rational total = policy() == NotApplicable.RESCALE && reachable.signum() != 0
                ? points.times(sum(scores, IndicatorResult::max)).over(reachable)
                : points;
        Bindings award = Bindings.award(values(scores, counted, criteria, total));

        List<ConditionResult> conditions = new ArrayList<>();
        set().award().requires().forEach(c -> conditions.add(ask(c, c.id(), criteria, award)));
        if (policy() == NotApplicable.FAIL) {
            scores.stream()
                    .filter(s -> s.outcome() == Outcome.NOT_APPLICABLE)
                    .limit(1)
                    .forEach(s -> conditions.add(
                            denial("applicable", s.id() + " does not apply, and this set does not allow that")));
        }
        List<Outcome> deciding = new ArrayList<>(
                conditions.stream().map(ConditionResult::outcome).toList());
        Optional<String> level = Optional.empty();
        Outcome lastLevel = Outcome.NOT_APPLICABLE;
        for (Level one : set().award().levels()) {
            List<ConditionResult> own = new ArrayList<>();
            one.requires()
                    .forEach(c -> own.add(
                            ask(c, c.id().equals(one.id()) ? one.id() : one.id() + "." + c.id(), criteria, award)));
            waiting(one).ifPresent(own::add);
            conditions.addAll(own);
            lastLevel = all(own.stream().map(ConditionResult::outcome));
            if (lastLevel == Outcome.MET) {
                level = Optional.of(one.id());
                break;
            }
        }
        if (!set().award().levels().isEmpty()) {
            deciding.add(lastLevel);
        }
        Outcome outcome = all(deciding.stream());
        return new Decision(
                set().id(),
                set().version(),
                set().awards(),
                folder.cycle(),
                outcome,
                outcome == Outcome.MET ? level : Optional.empty(),
                total,
                conditions,
                criteria);
    }

    private AwardValues values(
            List<IndicatorResult> scores,
            List<IndicatorResult> counted,
            List<CriterionResult> criteria,
            Rational total) {
        Map<String, Item> byCriterion = criteria.stream()
                .map(c -> new Item(
                        c.id(), c.points(), c.max(), c.points(), c.outcome().name()))
                .collect(Collectors.toMap(Item::id, Function.identity()));
        return new AwardValues.Given(
                total,
                byCriterion,
                scores.stream().map(ByTheBook::item).collect(Collectors.toMap(Item::id, Function.identity())),
                counted.stream().map(ByTheBook::item).toList(),
                folder.parameters().of(subject),
                subject.fields(),
                circumstances.holdings());
    }

    private static Item item(IndicatorResult score) {
        return new Item(
                score.id(),
                score.points(),
                score.max(),
                score.value().orElse(null),
                score.outcome().name());
    }

    private ConditionResult ask(Condition condition, String id, List<CriterionResult> criteria, Bindings award) {
        Optional<Comparison> comparison = condition.test().comparison();
        Optional<Rational> actual = comparison.flatMap(c -> c.actual(award));
        Optional<Rational> needed = comparison.flatMap(c -> c.needed(award));
        Verdict applies = condition
                .applies()
                .map(test -> test.test(Bindings.subject(subject.fields())))
                .orElse(Verdict.of(true));
        if (!applies.isTrue()) {
            Outcome outcome = applies instanceof Verdict.False ? Outcome.NOT_APPLICABLE : Outcome.NO_DATA;
            return new ConditionResult(id, outcome, actual, needed, note(applies));
        }
        Verdict verdict = condition.test().test(award);
        return new ConditionResult(id, outcome(verdict, condition.test(), criteria), actual, needed, note(verdict));
    }

    private Outcome outcome(Verdict verdict, Expression test, List<CriterionResult> criteria) {
        if (verdict.isTrue()) {
            return Outcome.MET;
        }
        List<Outcome> read = criteria.stream()
                .flatMap(c -> c.indicators().stream().filter(i -> isRead(test, c, i)))
                .map(IndicatorResult::outcome)
                .toList();
        if (verdict instanceof Verdict.Absent
                && policy() != NotApplicable.FAIL
                && read.contains(Outcome.NOT_APPLICABLE)) {
            return Outcome.NOT_APPLICABLE;
        }
        return read.contains(Outcome.NO_DATA) ? Outcome.NO_DATA : Outcome.NOT_MET;
    }

    private static boolean isRead(Expression test, CriterionResult criterion, IndicatorResult indicator) {
        return test.reads().stream()
                .anyMatch(name -> name.equals("total")
                        || name.startsWith("indicators")
                        || name.startsWith("criterion[\"" + criterion.id() + "\"]")
                        || name.startsWith("indicator[\"" + indicator.id() + "\"]"));
    }

    private static String note(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Absent absent -> absent.field() + " is unknown";
            case Verdict.Failed failed -> failed.reason();
            default -> "";
        };
    }

    private Optional<ConditionResult> waiting(Level level) {
        Circumstances.HeldLevel held = circumstances.held().orElse(null);
        Integer months = set().award().after();
        if (held == null || months == null || rank(level.id()) >= rank(held.level())) {
            return Optional.empty();
        }
        var from = held.since().atZone(set().cycle().zone()).plusMonths(months).toInstant();
        LocalDate day = LocalDate.ofInstant(from, set().cycle().zone());
        return circumstances.asOf().isBefore(from)
                ? Optional.of(denial(level.id() + ".upgrade", "level " + level.id() + " is possible from " + day))
                : Optional.empty();
    }

    private int rank(String level) {
        List<String> ids = set().award().levels().stream().map(Level::id).toList();
        return ids.contains(level) ? ids.indexOf(level) : ids.size();
    }

    private static ConditionResult denial(String id, String note) {
        return new ConditionResult(id, Outcome.NOT_MET, Optional.empty(), Optional.empty(), note);
    }

    private static Rational sum(List<IndicatorResult> scores, Function<IndicatorResult, Rational> part) {
        return scores.stream().map(part).reduce(Rational.ZERO, Rational::plus);
    }

    private static Outcome all(Stream<Outcome> parts) {
        List<Outcome> outcomes = parts.toList();
        return Stream.of(Outcome.NOT_MET, Outcome.NO_DATA, Outcome.MET)
                .filter(outcomes::contains)
                .findFirst()
                .orElse(Outcome.NOT_APPLICABLE);
    }
}
