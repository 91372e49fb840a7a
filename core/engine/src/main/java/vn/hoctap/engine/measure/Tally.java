package vn.hoctap.engine.measure;

import java.io.DataInput;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.progress.Entry;

/**
 * Adds up the entries that count for one way of earning points. The caller has checked the window, the trust and the
 * {@code where} of the way.
 */
public sealed interface Tally permits BuiltInTally, ForeignTally {

    State zero();

    /**
     * @param zone in which months are told apart
     * @return the same state when the entry contributes nothing
     */
    State add(State state, Entry entry, ZoneId zone);

    /** Empty: the measure cannot take it back, and the subject is folded again. */
    Optional<State> remove(State state, Entry entry, ZoneId zone);

    State merge(State one, State other);

    /** The measured number as seen at a moment; empty: no entry counted. */
    Optional<Rational> value(State state, Instant asOf);

    /** Whether the value of one state may be another one at another moment. */
    boolean isTimed();

    /** The first moment after {@code asOf} at which the value may be another one though no entry comes or goes. */
    Optional<Instant> changes(State state, Instant asOf);

    /** How much each entry gave to the value, leaving out those that gave nothing; for explanations. */
    List<Counted> counted(List<? extends Entry> entries, ZoneId zone, Instant asOf);

    /**
     * Writes the part of always the same length.
     *
     * @return whether that was all of it
     */
    boolean writeFixed(State state, StateOutput out);

    /** How many bytes that writes, whatever the state. */
    int fixedLength();

    /** Writes all that is not of fixed length, after the fixed parts of all ways. */
    void writeRest(State state, StateOutput out);

    /** Null: the state is in the rest. */
    @Nullable
    State readFixed(StateInput in);

    State readRest(StateInput in);

    /** Reads what the first release wrote. */
    State readFirst(DataInput in) throws IOException;

    /** @param counted hours for a sum of hours, 1 for a count, the result for the best result */
    record Counted(String id, Rational counted) {}
}
