package vn.hoctap.engine.decision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSet.Level;
import vn.hoctap.engine.decision.Decision.ConditionResult;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.decision.Outline.Question;
import vn.hoctap.engine.decision.Outline.Rung;

/** Works out what a sheet earns, asking only the conditions whose answers are not known yet. Used once, by one thread. */
final class Award {

    /**
     * What was earned.
     *
     * @param answers of the conditions that were asked, by their number; null where one was not needed
     */
    @SuppressWarnings("ArrayRecordComponent") // never changed, nor compared
    record Result(
            @Nullable ConditionResult[] answers,
            List<ConditionResult> conditions,
            Outcome outcome,
            Optional<String> level) {

        Decision decision(Ground ground, Sheet sheet) {
            CriteriaSet set = ground.outline().set();
            return new Decision(
                    set.id(),
                    set.version(),
                    set.awards(),
                    ground.folder().cycle(),
                    outcome,
                    level,
                    sheet.total(),
                    conditions,
                    sheet.criteria());
        }
    }

    private final Outline outline;
    private final Sheet sheet;
    private final Circumstances circumstances;
    private final Conditions ask;
    private final @Nullable ConditionResult[] answers;

    /** @param known the answers that still hold; not changed */
    Award(Ground ground, Sheet sheet, Circumstances circumstances, @Nullable ConditionResult[] known) {
        this.outline = ground.outline();
        this.sheet = sheet;
        this.circumstances = circumstances;
        this.ask = new Conditions(ground, sheet, circumstances.holdings());
        this.answers = known.clone();
    }

    static Result of(Ground ground, Sheet sheet, Circumstances circumstances) {
        return new Award(
                        ground,
                        sheet,
                        circumstances,
                        new @Nullable
                                ConditionResult[ground.outline().questions().size()])
                .result();
    }

    Result result() {
        List<ConditionResult> conditions = new ArrayList<>();
        for (Question question : outline.required()) {
            conditions.add(answer(question));
        }
        excluded().ifPresent(conditions::add);
        if (outline.rungs().isEmpty()) {
            return new Result(answers, List.copyOf(conditions), Outcomes.all(conditions), Optional.empty());
        }
        Choice choice = choice();
        // Where nothing else is asked, the levels alone decide.
        Outcome outcome =
                conditions.isEmpty() ? choice.outcome() : Outcomes.both(Outcomes.all(conditions), choice.outcome());
        conditions.addAll(choice.conditions());
        return new Result(
                answers, List.copyOf(conditions), outcome, outcome == Outcome.MET ? choice.level() : Optional.empty());
    }

    private ConditionResult answer(Question question) {
        ConditionResult known = answers[question.number()];
        if (known == null) {
            known = ask.ask(question);
            answers[question.number()] = known;
        }
        return known;
    }

    /** Under {@code notApplicable: fail}, an indicator that does not apply denies. */
    private Optional<ConditionResult> excluded() {
        if (!outline.excludes()) {
            return Optional.empty();
        }
        for (IndicatorResult score : sheet.scores()) {
            if (score.outcome() == Outcome.NOT_APPLICABLE) {
                String note = score.id() + " does not apply, and this set does not allow that";
                return Optional.of(denial("applicable", note));
            }
        }
        return Optional.empty();
    }

    private static ConditionResult denial(String id, String note) {
        return new ConditionResult(id, Outcome.NOT_MET, Optional.empty(), Optional.empty(), note);
    }

    private record Choice(Outcome outcome, Optional<String> level, List<ConditionResult> conditions) {}

    /** The first level in order whose conditions hold. */
    private Choice choice() {
        List<ConditionResult> asked = new ArrayList<>();
        Outcome last = Outcome.NOT_APPLICABLE;
        for (Rung rung : outline.rungs()) {
            List<ConditionResult> own = new ArrayList<>();
            for (Question question : rung.questions()) {
                own.add(answer(question));
            }
            waiting(rung.level()).ifPresent(own::add);
            asked.addAll(own);
            last = Outcomes.all(own);
            if (last == Outcome.MET) {
                return new Choice(last, Optional.of(rung.level().id()), asked);
            }
        }
        return new Choice(last, Optional.empty(), asked);
    }

    /** The law may ask for a time between a lower level and a higher one. */
    private Optional<ConditionResult> waiting(Level level) {
        Circumstances.HeldLevel held = circumstances.held().orElse(null);
        if (held == null || rank(level.id()) >= rank(held.level())) {
            return Optional.empty();
        }
        return Horizon.waitingUntil(outline.set(), circumstances).map(from -> {
            String note = "level %s is possible from %s"
                    .formatted(
                            level.id(),
                            LocalDate.ofInstant(from, outline.set().cycle().zone()));
            return denial(level.id() + ".upgrade", note);
        });
    }

    /** 0 is the highest; an unknown level is below all. */
    private int rank(String level) {
        int rank = 0;
        for (Rung rung : outline.rungs()) {
            if (rung.level().id().equals(level)) {
                return rank;
            }
            rank++;
        }
        return rank;
    }
}
