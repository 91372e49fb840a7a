package vn.hoctap.engine.progress;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import vn.hoctap.engine.measure.State;

/**
 * What a subject's entries add up to under one criteria set and cycle: one state for each way of the set, in the set's
 * order. Immutable, equal by value.
 */
public final class Progress {
    private final State[] states;

    /** @param states nobody changes them any more */
    Progress(State[] states) {
        this.states = states;
    }

    public State state(int slot) {
        return states[slot];
    }

    public int slots() {
        return states.length;
    }

    public List<State> states() {
        return Collections.unmodifiableList(Arrays.asList(states));
    }

    /** To be changed by whoever asks. */
    State[] copy() {
        return states.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Progress that && Arrays.equals(states, that.states);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(states);
    }

    @Override
    public String toString() {
        return Arrays.toString(states);
    }
}
