package vn.hoctap.engine.decision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSet.Condition;
import vn.hoctap.engine.criteria.CriteriaSet.Level;
import vn.hoctap.engine.criteria.CriteriaSet.NotApplicable;
import vn.hoctap.engine.decision.Decision.ConditionResult;
import vn.hoctap.engine.decision.Decision.CriterionResult;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.expression.AwardValues;
import vn.hoctap.engine.expression.Bindings;
import vn.hoctap.engine.expression.Item;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.Progress;
import vn.hoctap.engine.progress.SubjectState;

/** Decides what progress earns. Pure: the same arguments always give the same decision. */
public final class Decider {
    private final CriteriaSet set;
    private final int cycle;
    private final SubjectState subject;
    private final Circumstances circumstances;
    private final Map<String, Object> parameters;

    private Decider(Folder folder, SubjectState subject, Circumstances circumstances, Map<String, Object> parameters) {
        this.set = folder.set();
        this.cycle = folder.cycle();
        this.subject = subject;
        this.circumstances = circumstances;
        this.parameters = parameters;
    }

    public static Decision decide(Folder folder, SubjectState subject, Progress progress, Circumstances circumstances) {
        Map<String, Object> parameters = folder.parameters().of(subject);
        List<IndicatorResult> scores = new Scores(folder, subject, progress, circumstances, parameters).all();
        return new Decider(folder, subject, circumstances, parameters).decide(scores);
    }

    /** The decision on given scores, which may be imagined ones. */
    static Decision on(Folder folder, SubjectState subject, List<IndicatorResult> scores, Circumstances circumstances) {
        return new Decider(folder, subject, circumstances, folder.parameters().of(subject)).decide(scores);
    }

    private Decision decide(List<IndicatorResult> scores) {
        List<CriterionResult> criteria = criteria(scores);
        Rational total = total(scores);
        Bindings award = Bindings.award(values(criteria, scores, total));
        NotApplicable policy = set.award().notApplicable();
        Conditions ask = new Conditions(criteria, policy, Bindings.subject(subject.fields()), award);

        List<ConditionResult> conditions = new ArrayList<>();
        set.award().requires().forEach(condition -> conditions.add(ask.ask(condition, condition.id())));
        excluded(scores).ifPresent(conditions::add);
        Outcome outcome = Outcomes.all(conditions);
        Optional<String> level = Optional.empty();
        if (!set.award().levels().isEmpty()) {
            LevelChoice choice = level(ask);
            conditions.addAll(choice.conditions());
            outcome = conditions.isEmpty() || set.award().requires().isEmpty()
                    ? choice.outcome()
                    : Outcomes.both(outcome, choice.outcome());
            level = outcome == Outcome.MET ? choice.level() : Optional.empty();
        }
        return new Decision(set.id(), set.version(), set.awards(), cycle, outcome, level, total, conditions, criteria);
    }

    /** Under {@code notApplicable: fail}, an indicator that does not apply denies. */
    private Optional<ConditionResult> excluded(List<IndicatorResult> scores) {
        if (set.award().notApplicable() != NotApplicable.FAIL) {
            return Optional.empty();
        }
        return scores.stream()
                .filter(score -> score.outcome() == Outcome.NOT_APPLICABLE)
                .findFirst()
                .map(score -> new ConditionResult(
                        "applicable",
                        Outcome.NOT_MET,
                        Optional.empty(),
                        Optional.empty(),
                        score.id() + " does not apply, and this set does not allow that"));
    }

    private record LevelChoice(Outcome outcome, Optional<String> level, List<ConditionResult> conditions) {}

    private LevelChoice level(Conditions ask) {
        List<ConditionResult> asked = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (Level level : set.award().levels()) {
            List<ConditionResult> own = new ArrayList<>();
            for (Condition condition : level.requires()) {
                boolean single = condition.id().equals(level.id());
                own.add(ask.ask(condition, single ? level.id() : level.id() + "." + condition.id()));
            }
            waiting(level).ifPresent(own::add);
            asked.addAll(own);
            Outcome outcome = Outcomes.all(own);
            if (outcome == Outcome.MET) {
                return new LevelChoice(outcome, Optional.of(level.id()), asked);
            }
            outcomes.add(outcome);
        }
        return new LevelChoice(outcomes.get(outcomes.size() - 1), Optional.empty(), asked);
    }

    /** The law may ask for a time between a lower level and a higher one. */
    private Optional<ConditionResult> waiting(Level level) {
        Circumstances.HeldLevel held = circumstances.held().orElse(null);
        if (held == null || rank(level.id()) >= rank(held.level())) {
            return Optional.empty();
        }
        return Horizon.waitingUntil(set, circumstances).map(from -> {
            String note = "level %s is possible from %s"
                    .formatted(level.id(), LocalDate.ofInstant(from, set.cycle().zone()));
            return new ConditionResult(
                    level.id() + ".upgrade", Outcome.NOT_MET, Optional.empty(), Optional.empty(), note);
        });
    }

    /** 0 is the highest; an unknown level is below all. */
    private int rank(String level) {
        List<String> ids = set.award().levels().stream().map(Level::id).toList();
        return ids.contains(level) ? ids.indexOf(level) : ids.size();
    }

    private Rational total(List<IndicatorResult> scores) {
        if (set.award().notApplicable() != NotApplicable.RESCALE) {
            return sum(scores.stream().map(IndicatorResult::points).toList());
        }
        List<IndicatorResult> counted = scores.stream()
                .filter(s -> s.outcome() != Outcome.NOT_APPLICABLE)
                .toList();
        Rational reachable = sum(counted.stream().map(IndicatorResult::max).toList());
        Rational points = sum(counted.stream().map(IndicatorResult::points).toList());
        Rational all = sum(scores.stream().map(IndicatorResult::max).toList());
        return reachable.signum() == 0 ? points : points.times(all).over(reachable);
    }

    private static Rational sum(List<Rational> numbers) {
        return numbers.stream().reduce(Rational.ZERO, Rational::plus);
    }

    private List<CriterionResult> criteria(List<IndicatorResult> scores) {
        List<CriterionResult> results = new ArrayList<>();
        int next = 0;
        for (CriteriaSet.Criterion criterion : set.criteria()) {
            List<IndicatorResult> own =
                    scores.subList(next, next + criterion.indicators().size());
            next += own.size();
            Rational points = sum(own.stream().map(IndicatorResult::points).toList());
            Rational max = sum(own.stream().map(IndicatorResult::max).toList());
            results.add(new CriterionResult(criterion.id(), points, max, Outcomes.criterion(own), List.copyOf(own)));
        }
        return results;
    }

    private AwardValues values(List<CriterionResult> criteria, List<IndicatorResult> scores, Rational total) {
        Map<String, Item> indicators = new LinkedHashMap<>();
        List<Item> list = new ArrayList<>();
        boolean dropped = set.award().notApplicable() == NotApplicable.RESCALE;
        for (IndicatorResult score : scores) {
            Item item = new Item(
                    score.id(),
                    score.points(),
                    score.max(),
                    score.value().orElse(null),
                    score.outcome().name());
            indicators.put(score.id(), item);
            if (!dropped || score.outcome() != Outcome.NOT_APPLICABLE) {
                list.add(item);
            }
        }
        Map<String, Item> byCriterion = new LinkedHashMap<>();
        for (CriterionResult c : criteria) {
            byCriterion.put(
                    c.id(),
                    new Item(
                            c.id(), c.points(), c.max(), c.points(), c.outcome().name()));
        }
        return new AwardValues.Given(
                total, byCriterion, indicators, list, parameters, subject.fields(), circumstances.holdings());
    }
}
