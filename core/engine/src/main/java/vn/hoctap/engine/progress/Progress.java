package vn.hoctap.engine.progress;

import java.util.List;
import vn.hoctap.engine.measure.State;

/**
 * What a subject's entries add up to under one criteria set and cycle: one state for each way of the set, in the set's
 * order. Immutable, equal by value.
 */
public record Progress(List<State> states) {
    public Progress {
        states = List.copyOf(states);
    }
}
