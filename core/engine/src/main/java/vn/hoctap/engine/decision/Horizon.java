package vn.hoctap.engine.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.measure.State;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.Progress;
import vn.hoctap.engine.progress.Slot;

/**
 * How far a decision reaches: until then the same progress, the same state of the subject and the same titles give the
 * same decision. It may end too early, never too late.
 */
public final class Horizon {
    private Horizon() {}

    /** The first moment after {@code asOf} at which time alone may change the decision; empty: it never does. */
    public static Optional<Instant> of(Folder folder, Progress progress, Circumstances circumstances) {
        List<Instant> changes = new ArrayList<>();
        List<Slot> slots = folder.slots();
        for (int i = 0; i < slots.size(); i++) {
            State state = progress.states().get(i);
            slots.get(i).tally().changes(state, circumstances.asOf()).ifPresent(changes::add);
        }
        if (!isHighest(folder.set(), circumstances)) {
            waitingUntil(folder.set(), circumstances).ifPresent(changes::add);
        }
        return changes.stream().min(Comparator.naturalOrder());
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
