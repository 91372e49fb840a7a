package vn.hoctap.engine.progress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.engine.measure.State;

/**
 * Folds entries into progress under one criteria set and cycle. Entries that the set does not count, because of their
 * time, trust, kind or the {@code where} of a way, change nothing, so that any entry of the subject may be given.
 */
public final class Folder {
    private final CriteriaSet set;
    private final int cycle;
    private final List<Slot> slots;
    private final Routes routes;
    private final ProgressCodec codec;
    private final Parameters parameters;
    /** The slots that count members. */
    private final int[] ofMembers;

    private final Map<Class<?>, Object> derived = new ConcurrentHashMap<>();

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
        this.routes = new Routes(set.cycle(), cycle, slots);
        this.codec = new ProgressCodec(slots);
        this.ofMembers = IntStream.range(0, slots.size())
                .filter(i -> slots.get(i).ofMembers())
                .toArray();
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

    /** How many ways count members. */
    public int waysOfMembers() {
        return ofMembers.length;
    }

    /** What one member gives to each way that counts members. */
    public List<State.Sum> sums(Entry.Member member) {
        return Arrays.stream(ofMembers).mapToObj(i -> sum(slots.get(i), member)).toList();
    }

    private State.Sum sum(Slot slot, Entry.Member member) {
        State none = slot.tally().zero();
        return (State.Sum)
                (slot.counts(member)
                        ? slot.tally().add(none, member, set.cycle().zone())
                        : none);
    }

    /** What somebody works out of the set once, and needs again with every decision under this folder. */
    public <T> T derived(Class<T> type, Function<Folder, T> derive) {
        return type.cast(derived.computeIfAbsent(type, missing -> derive.apply(this)));
    }

    public Progress zero() {
        return new Progress(slots.stream().map(slot -> slot.tally().zero()).toArray(State[]::new));
    }

    /** The same progress when the entry moves nothing; otherwise the states that it does not move are the same. */
    public Progress add(Progress progress, Entry entry) {
        if (entry instanceof Entry.Members members) {
            return isFor(members) ? moved(progress, members.sums(), Rational.ONE) : progress;
        }
        Moving moving = new Moving(progress, entry);
        each(entry, moving);
        return moving.moved();
    }

    private boolean isFor(Entry.Members members) {
        return members.cycle() == cycle
                && members.set().equals(set.id())
                && members.version().equals(set.version());
    }

    private Progress moved(Progress progress, List<State.Sum> sums, Rational sign) {
        State[] states = progress.copy();
        for (int i = 0; i < ofMembers.length; i++) {
            State.Sum sum = sums.get(i);
            if (sum.count() != 0 || sum.sum().signum() != 0) {
                states[ofMembers[i]] = ((State.Sum) states[ofMembers[i]])
                        .plus(sum.count() * sign.signum(), sum.sum().times(sign));
            }
        }
        return progress.moved(states);
    }

    private final class Moving implements Routes.Counting {
        private final Progress before;
        private final Entry entry;
        private State @Nullable [] states;

        Moving(Progress before, Entry entry) {
            this.before = before;
            this.entry = entry;
        }

        @Override
        public void in(int slot) {
            State old = before.state(slot);
            State moved = slots.get(slot).tally().add(old, entry, set.cycle().zone());
            if (isAnother(moved, old)) {
                State[] changed = states == null ? before.copy() : states;
                changed[slot] = moved;
                states = changed;
            }
        }

        @SuppressWarnings("ReferenceEquality") // Only a state that was made anew costs anything; an equal one is rare.
        private static boolean isAnother(State moved, State old) {
            return moved != old;
        }

        Progress moved() {
            return states == null ? before : before.moved(states);
        }
    }

    private void each(Entry entry, Routes.Counting counting) {
        if (entry instanceof Entry.Learned learned) {
            routes.each(learned.fact(), counting);
            return;
        }
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).counts(entry)) {
                counting.in(i);
            }
        }
    }

    /** Empty when a plugin's measure cannot take it back: then fold again from all remaining entries. */
    public Optional<Progress> remove(Progress progress, Entry entry) {
        if (entry instanceof Entry.Members members) {
            return Optional.of(isFor(members) ? moved(progress, members.sums(), Rational.ONE.negate()) : progress);
        }
        State[] states = progress.copy();
        boolean[] lost = new boolean[1];
        each(entry, slot -> {
            Optional<State> less = slots.get(slot)
                    .tally()
                    .remove(states[slot], entry, set.cycle().zone());
            lost[0] |= less.isEmpty();
            less.ifPresent(state -> states[slot] = state);
        });
        return lost[0] ? Optional.empty() : Optional.of(new Progress(states));
    }

    public Progress merge(Progress one, Progress other) {
        State[] states = new State[slots.size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = slots.get(i).tally().merge(one.state(i), other.state(i));
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

    /** Nobody may change them. */
    public byte[] write(Progress progress) {
        return progress.encoded(codec).bytes();
    }

    /** @throws IllegalArgumentException when these are not the bytes of a progress under this set */
    public Progress read(byte[] bytes) {
        return codec.read(bytes);
    }
}
