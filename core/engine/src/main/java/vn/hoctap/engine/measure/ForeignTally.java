package vn.hoctap.engine.measure;

import java.io.DataInput;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Measure;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.Way;
import vn.hoctap.engine.progress.Entry;

/** A plugin's measure; it sees facts only. */
final class ForeignTally<S> implements Tally {
    private final Measure<S> measure;
    private final Way way;

    ForeignTally(Measure<S> measure, Way way) {
        this.measure = measure;
        this.way = way;
    }

    @Override
    public State zero() {
        return new State.Foreign(box(measure.zero()));
    }

    @Override
    public State add(State state, Entry entry, ZoneId zone) {
        if (!(entry instanceof Entry.Learned learned)) {
            return state;
        }
        S before = unbox(state);
        S after = measure.add(before, learned.fact(), way.options());
        return isSame(before, after) ? state : new State.Foreign(box(after));
    }

    @Override
    public Optional<State> remove(State state, Entry entry, ZoneId zone) {
        return entry instanceof Entry.Learned learned
                ? measure.remove(unbox(state), learned.fact(), way.options()).map(s -> new State.Foreign(box(s)))
                : Optional.of(state);
    }

    @Override
    public State merge(State one, State other) {
        return new State.Foreign(box(measure.merge(unbox(one), unbox(other))));
    }

    @Override
    public Optional<Rational> value(State state, Instant asOf) {
        return measure.value(unbox(state), way.options(), asOf);
    }

    @Override
    public Optional<Instant> changes(State state, Instant asOf) {
        return measure.changes(unbox(state), way.options(), asOf);
    }

    /** What each fact is worth alone; a plugin's measure does not say more. */
    @Override
    public List<Counted> counted(List<? extends Entry> entries, ZoneId zone, Instant asOf) {
        return entries.stream()
                .flatMap(entry ->
                        value(add(zero(), entry, zone), asOf).map(alone -> new Counted(entry.id(), alone)).stream())
                .toList();
    }

    @Override
    public boolean isTimed() {
        return true;
    }

    @Override
    public boolean writeFixed(State state, StateOutput out) {
        return false;
    }

    @Override
    public int fixedLength() {
        return 0;
    }

    @Override
    public void writeRest(State state, StateOutput out) {
        out.array(measure.write(unbox(state)));
    }

    @Override
    public @Nullable State readFixed(StateInput in) {
        return null;
    }

    @Override
    public State readRest(StateInput in) {
        return new State.Foreign(box(measure.read(in.array())));
    }

    @Override
    public State readFirst(DataInput in) throws IOException {
        return new State.Foreign(box(measure.read(FirstFormat.foreign(in))));
    }

    @SuppressWarnings("ReferenceEquality") // an equal state that was made anew costs a little; most facts move nothing
    private static boolean isSame(Object one, @Nullable Object other) {
        return one == other;
    }

    private static <T> Object box(T state) {
        if (state == null) {
            throw new IllegalStateException("A plugin's measure returned no state.");
        }
        return state;
    }

    @SuppressWarnings("unchecked") // the state was made by this very measure
    private S unbox(State state) {
        return (S) ((State.Foreign) state).value();
    }
}
