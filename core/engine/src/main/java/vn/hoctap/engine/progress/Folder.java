package vn.hoctap.engine.progress;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.hoctap.api.Fact;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.expression.Bindings;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.engine.measure.State;
import vn.hoctap.engine.measure.Tally;

/**
 * Folds entries into progress under one criteria set and cycle. Entries that the set does not count, because of their
 * time, trust, kind or the {@code where} of a way, change nothing, so that any entry of the subject may be given.
 */
public final class Folder {
    /** Bumped when the bytes change, so that an older state is folded again instead of misread. */
    private static final byte FORMAT = 1;

    private final CriteriaSet set;
    private final int cycle;
    private final List<Slot> slots;
    private final List<Optional<Wanted>> wanted;
    private final Parameters parameters;

    /** @throws IllegalArgumentException when the set uses a measure that no plugin brings */
    public Folder(CriteriaSet set, int cycle, Measures measures) {
        this.set = set;
        this.cycle = cycle;
        this.parameters = new Parameters(set);
        List<Slot> built = new ArrayList<>();
        for (CriteriaSet.Indicator indicator : set.indicators()) {
            indicator.from().forEach(way -> built.add(new Slot(set, cycle, indicator.id(), way, measures.tally(way))));
        }
        this.slots = List.copyOf(built);
        this.wanted =
                slots.stream().map(slot -> slot.way().where().map(Wanted::new)).toList();
    }

    public CriteriaSet set() {
        return set;
    }

    public int cycle() {
        return cycle;
    }

    public Parameters parameters() {
        return parameters;
    }

    /** The ways in order, each with what counts for it; the place in the list is the place in {@link Progress}. */
    public List<Slot> slots() {
        return slots;
    }

    public Progress zero() {
        return new Progress(slots.stream().map(slot -> slot.tally().zero()).toList());
    }

    public Progress add(Progress progress, Entry entry) {
        Counting counting = counting(entry);
        List<State> states = new ArrayList<>(slots.size());
        for (int i = 0; i < slots.size(); i++) {
            State state = progress.states().get(i);
            states.add(
                    counting.in(i)
                            ? slots.get(i).tally().add(state, entry, set.cycle().zone())
                            : state);
        }
        return new Progress(states);
    }

    private interface Counting {
        boolean in(int slot);
    }

    /** Where an entry counts, as {@link Slot#counts} says; what all slots ask of a fact is worked out once. */
    private Counting counting(Entry entry) {
        if (!(entry instanceof Entry.Learned learned)) {
            return slot -> slots.get(slot).counts(entry);
        }
        Fact fact = learned.fact();
        int year = set.cycle().yearOf(fact.endedAt());
        Bindings activity = Bindings.activity(fact);
        return slot -> slots.get(slot).admits(fact, year)
                && wanted.get(slot).map(where -> where.test(fact, activity)).orElse(true);
    }

    /** Empty when a plugin's measure cannot take it back: then fold again from all remaining entries. */
    public Optional<Progress> remove(Progress progress, Entry entry) {
        Counting counting = counting(entry);
        List<State> states = new ArrayList<>(slots.size());
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            State state = progress.states().get(i);
            Optional<State> less = counting.in(i)
                    ? slot.tally().remove(state, entry, set.cycle().zone())
                    : Optional.of(state);
            if (less.isEmpty()) {
                return Optional.empty();
            }
            states.add(less.get());
        }
        return Optional.of(new Progress(states));
    }

    public Progress merge(Progress one, Progress other) {
        List<State> states = new ArrayList<>(slots.size());
        for (int i = 0; i < slots.size(); i++) {
            Tally tally = slots.get(i).tally();
            states.add(tally.merge(one.states().get(i), other.states().get(i)));
        }
        return new Progress(states);
    }

    public Progress all(Iterable<? extends Entry> entries) {
        Progress progress = zero();
        for (Entry entry : entries) {
            progress = add(progress, entry);
        }
        return progress;
    }

    public byte[] write(Progress progress) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            for (int i = 0; i < slots.size(); i++) {
                slots.get(i).tally().write(progress.states().get(i), out);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException when these are not the bytes of a progress under this set */
    public Progress read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORMAT) {
                throw new IllegalArgumentException("progress of another format");
            }
            List<State> states = new ArrayList<>(slots.size());
            for (Slot slot : slots) {
                states.add(slot.tally().read(in));
            }
            if (in.read() >= 0) {
                throw new IllegalArgumentException("progress longer than the set's ways");
            }
            return new Progress(states);
        } catch (IOException e) {
            throw new IllegalArgumentException("progress shorter than the set's ways", e);
        }
    }
}
