package vn.hoctap.engine.decision;

import java.time.Instant;
import java.util.Optional;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.measure.State;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.Progress;

/**
 * How far a decision reaches: until then the same progress, the same state of the subject and the same titles give the
 * same decision. It may end too early, never too late.
 */
public final class Horizon {
    private Horizon() {}

    /** The first moment after {@code asOf} at which time alone may change the decision; empty: it never does. */
    public static Optional<Instant> of(Folder folder, Progress progress, Circumstances circumstances) {
        Optional<Instant> first = waitEnds(folder.set(), circumstances);
        for (int slot : Outline.of(folder).timedSlots()) {
            State state = progress.state(slot);
            Optional<Instant> change = folder.slots().get(slot).tally().changes(state, circumstances.asOf());
            first = change.isPresent() && (first.isEmpty() || change.get().isBefore(first.get())) ? change : first;
        }
        return first;
    }

    private static Optional<Instant> waitEnds(CriteriaSet set, Circumstances circumstances) {
        return set.award().after() == null || isHighest(set, circumstances)
                ? Optional.empty()
                : waitingUntil(set, circumstances);
    }

    private static boolean isHighest(CriteriaSet set, Circumstances circumstances) {
        return circumstances
                .held()
                .filter(held -> !set.award().levels().isEmpty()
                        && set.award().levels().getFirst().id().equals(held.level()))
                .isPresent();
    }

    /** When the wait between a lower level and a higher one ends; empty: nothing waits. */
    static Optional<Instant> waitingUntil(CriteriaSet set, Circumstances circumstances) {
        Integer months = set.award().after();
        return months == null
                ? Optional.empty()
                : circumstances
                        .held()
                        .map(held -> held.since()
                                .atZone(set.cycle().zone())
                                .plusMonths(months)
                                .toInstant())
                        .filter(circumstances.asOf()::isBefore);
    }
}
