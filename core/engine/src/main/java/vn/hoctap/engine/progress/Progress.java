package vn.hoctap.engine.progress;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.measure.State;

/**
 * What a subject's entries add up to under one criteria set and cycle: one state for each way of the set, in the set's
 * order. Immutable, equal by value.
 */
public final class Progress {
    private final State[] states;
    /** What it came from by a few changed states, as long as that saves writing all of them. */
    private @Nullable Progress base;
    /** Worked out when it is first written; two threads that do so find the same. */
    private @Nullable Encoded encoded;

    /** @param states nobody changes them any more */
    Progress(State[] states) {
        this(states, null);
    }

    private Progress(State[] states, @Nullable Progress base) {
        this.states = states;
        this.base = base;
    }

    /** With some states changed; those that are not are the same. */
    Progress moved(State[] next) {
        return new Progress(next, encoded == null ? base : this);
    }

    Encoded encoded(ProgressCodec codec) {
        Encoded known = encoded;
        if (known == null) {
            Progress from = base;
            known = from == null || from.encoded == null ? codec.encode(this) : codec.encode(this, from, from.encoded);
            encoded = known;
            base = null;
        }
        return known;
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
