package vn.hoctap.engine.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSet.Condition;
import vn.hoctap.engine.criteria.CriteriaSet.Criterion;
import vn.hoctap.engine.criteria.CriteriaSet.Indicator;
import vn.hoctap.engine.criteria.CriteriaSet.Level;
import vn.hoctap.engine.criteria.CriteriaSet.NotApplicable;
import vn.hoctap.engine.criteria.Way;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.measure.Tally;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.Slot;

/** What of a folder's set is the same for every subject: what stands where, and which condition looks at what. */
final class Outline {

    /**
     * An indicator.
     *
     * @param tracks its ways
     * @param max zero in sets that count no points
     * @param capped whether it gives {@code max} at most
     * @param noData its result as long as nothing counts
     * @param notApplicable its result for a subject to whom it does not apply
     */
    record Place(
            Indicator indicator,
            Criterion criterion,
            List<Track> tracks,
            Rational max,
            boolean capped,
            IndicatorResult noData,
            IndicatorResult notApplicable) {}

    /** A way of an indicator, ready for scoring. */
    record Track(int slot, Tally tally, Way.Points points, boolean share) {}

    /**
     * A condition.
     *
     * @param number of all conditions of the set
     * @param id under which its answer is found
     * @param looksAt for each indicator, whether its points may change the answer
     * @param values whether what was measured may change it too
     * @param titles whether the titles of the subject may
     */
    @SuppressWarnings("ArrayRecordComponent") // never changed, nor compared
    record Question(int number, String id, Condition condition, boolean[] looksAt, boolean values, boolean titles) {

        boolean isMovedBy(Changes changes) {
            return changes.touch(looksAt, values);
        }
    }

    record Rung(Level level, List<Question> questions) {}

    private final Folder folder;
    private final List<Place> places = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final int[] bySlot;
    private final int[] timed;
    private final int[] timedSlots;
    private final List<Question> required;
    private final List<Rung> rungs = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();

    private Outline(Folder folder) {
        this.folder = folder;
        CriteriaSet set = folder.set();
        bySlot = new int[folder.slots().size()];
        int slot = 0;
        for (Criterion criterion : set.criteria()) {
            for (Indicator indicator : criterion.indicators()) {
                int end = slot + indicator.from().size();
                Arrays.fill(bySlot, slot, end, places.size());
                numbers.put(indicator.id(), places.size());
                places.add(place(indicator, criterion, tracks(slot, end)));
                slot = end;
            }
        }
        timedSlots = IntStream.range(0, bySlot.length)
                .filter(i -> folder.slots().get(i).tally().isTimed())
                .toArray();
        timed = Arrays.stream(timedSlots).map(i -> bySlot[i]).distinct().toArray();
        required = set.award().requires().stream()
                .map(condition -> question(condition, condition.id()))
                .toList();
        set.award().levels().forEach(level -> rungs.add(rung(level)));
    }

    static Outline of(Folder folder) {
        return folder.derived(Outline.class, Outline::new);
    }

    private List<Track> tracks(int begin, int end) {
        List<Track> tracks = new ArrayList<>();
        for (int i = begin; i < end; i++) {
            Slot slot = folder.slots().get(i);
            tracks.add(new Track(
                    i, slot.tally(), slot.way().points(), slot.way().measure().equals("share")));
        }
        return List.copyOf(tracks);
    }

    private Place place(Indicator indicator, Criterion criterion, List<Track> tracks) {
        Rational max = indicator.max().orElse(Rational.ZERO);
        Rational granted = folder.set().award().notApplicable() == NotApplicable.FULL ? max : Rational.ZERO;
        return new Place(
                indicator,
                criterion,
                tracks,
                max,
                indicator.max().isPresent(),
                nothing(indicator.id(), Rational.ZERO, max, Outcome.NO_DATA),
                nothing(indicator.id(), granted, max, Outcome.NOT_APPLICABLE));
    }

    private static IndicatorResult nothing(String id, Rational points, Rational max, Outcome outcome) {
        return new IndicatorResult(id, points, max, outcome, Optional.empty(), -1, Optional.empty());
    }

    private Rung rung(Level level) {
        return new Rung(
                level,
                level.requires().stream()
                        .map(condition -> question(
                                condition,
                                condition.id().equals(level.id()) ? level.id() : level.id() + "." + condition.id()))
                        .toList());
    }

    private Question question(Condition condition, String id) {
        boolean[] looksAt = new boolean[places.size()];
        for (int i = 0; i < looksAt.length; i++) {
            Place place = places.get(i);
            looksAt[i] = condition
                    .test()
                    .looksAt(place.criterion().id(), place.indicator().id());
        }
        Question asked = new Question(
                questions.size(),
                id,
                condition,
                looksAt,
                condition.test().looksAtValues(),
                !condition.test().titles().isEmpty());
        questions.add(asked);
        return asked;
    }

    Folder folder() {
        return folder;
    }

    CriteriaSet set() {
        return folder.set();
    }

    List<Place> places() {
        return places;
    }

    /** The number of an indicator; null: there is none. */
    @Nullable
    Integer number(String indicator) {
        return numbers.get(indicator);
    }

    /** The number of the indicator to which a slot belongs. */
    int indicatorOf(int slot) {
        return bySlot[slot];
    }

    /** The indicators whose value may change with time alone; nobody may change the array. */
    int[] timed() {
        return timed;
    }

    /** Their slots; likewise. */
    int[] timedSlots() {
        return timedSlots;
    }

    List<Question> required() {
        return required;
    }

    List<Rung> rungs() {
        return rungs;
    }

    /** All conditions, by their numbers. */
    List<Question> questions() {
        return questions;
    }

    /** Whether an indicator that does not apply denies. */
    boolean excludes() {
        return set().award().notApplicable() == NotApplicable.FAIL;
    }
}
