package vn.hoctap.engine.measure;

import java.io.DataInput;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.Way;
import vn.hoctap.engine.progress.Entry;

/** The built-in measures: a running sum where that is enough, a multiset otherwise. */
final class BuiltInTally implements Tally {
    private static final Rational HUNDRED = Rational.of(100);

    private final BuiltIn measure;
    private final Items items;
    private final boolean held;
    private final boolean summing;

    BuiltInTally(BuiltIn measure, Way way) {
        this.measure = measure;
        this.items = new Items(measure, way);
        this.held = way.window() == Way.Window.HELD;
        this.summing = measure.additive() && !held;
    }

    @Override
    public State zero() {
        return summing ? State.Sum.ZERO : State.Bag.EMPTY;
    }

    @Override
    public State add(State state, Entry entry, ZoneId zone) {
        return apply(state, entry, zone, 1);
    }

    @Override
    public Optional<State> remove(State state, Entry entry, ZoneId zone) {
        return Optional.of(apply(state, entry, zone, -1));
    }

    private State apply(State state, Entry entry, ZoneId zone, int sign) {
        if (state instanceof State.Sum sum) {
            Rational amount = items.amount(entry);
            return amount == null ? sum : sum.plus(sign, sign > 0 ? amount : amount.negate());
        }
        State.Bag bag = (State.Bag) state;
        for (Item item : items.of(entry, zone)) {
            bag = bag.plus(item, sign);
        }
        return bag;
    }

    @Override
    public State merge(State one, State other) {
        if (one instanceof State.Sum a && other instanceof State.Sum b) {
            return a.plus(b.count(), b.sum());
        }
        return ((State.Bag) one).plus((State.Bag) other);
    }

    @Override
    public Optional<Rational> value(State state, Instant asOf) {
        if (state instanceof State.Sum sum) {
            return sum.count() <= 0 ? Optional.empty() : Optional.of(total(sum.count(), sum.sum()));
        }
        return Optional.ofNullable(value((State.Bag) state, asOf));
    }

    private Rational total(long count, Rational sum) {
        return switch (measure) {
            case COUNT, MEMBERS -> Rational.of(count);
            case SHARE -> sum.times(HUNDRED).over(Rational.of(count));
            default -> sum;
        };
    }

    private @Nullable Rational value(State.Bag bag, Instant asOf) {
        return switch (measure) {
            case COUNT, MEMBERS, SUM, SHARE -> sum(bag, asOf);
            case MAX -> max(bag, asOf);
            case DISTINCT, MONTHS_ACTIVE -> distinct(bag, asOf);
            case LATEST, ASSESSED, STATUS -> latest(bag, asOf);
        };
    }

    /** Only what is held lapses; within the cycle the window has decided already. */
    private boolean counts(Item item, Instant asOf) {
        return !held || item.validAt(asOf);
    }

    private boolean counts(State.Bag bag, int place, Instant asOf) {
        return bag.times(place) > 0 && counts(bag.item(place), asOf);
    }

    private @Nullable Rational sum(State.Bag bag, Instant asOf) {
        long count = 0;
        Rational sum = Rational.ZERO;
        for (int i = 0; i < bag.size(); i++) {
            if (counts(bag, i, asOf)) {
                count += bag.times(i);
                sum = sum.plus(bag.item(i).value().times(Rational.of(bag.times(i))));
            }
        }
        return count == 0 ? null : total(count, sum);
    }

    private @Nullable Rational max(State.Bag bag, Instant asOf) {
        Rational max = null;
        for (int i = 0; i < bag.size(); i++) {
            if (counts(bag, i, asOf)) {
                Rational value = bag.item(i).value();
                max = max == null ? value : max.max(value);
            }
        }
        return max;
    }

    private @Nullable Rational distinct(State.Bag bag, Instant asOf) {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < bag.size(); i++) {
            if (counts(bag, i, asOf)) {
                keys.add(bag.item(i).key());
            }
        }
        return keys.isEmpty() ? null : Rational.of(keys.size());
    }

    private @Nullable Rational latest(State.Bag bag, Instant asOf) {
        for (int i = bag.size() - 1; i >= 0; i--) {
            if (counts(bag, i, asOf)) {
                return bag.item(i).value();
            }
        }
        return null;
    }

    @Override
    public boolean isTimed() {
        return held;
    }

    @Override
    public Optional<Instant> changes(State state, Instant asOf) {
        if (!held || !(state instanceof State.Bag bag)) {
            return Optional.empty();
        }
        Instant first = Instant.MAX;
        for (int i = 0; i < bag.size(); i++) {
            Instant change = bag.item(i).changes(asOf);
            first = change.isBefore(first) ? change : first;
        }
        return first.equals(Instant.MAX) ? Optional.empty() : Optional.of(first);
    }

    @Override
    public List<Counted> counted(List<? extends Entry> entries, ZoneId zone, Instant asOf) {
        record Piece(String id, Item item) {}
        List<Piece> pieces = entries.stream()
                .flatMap(entry -> items.of(entry, zone).stream().map(item -> new Piece(entry.id(), item)))
                .filter(piece -> counts(piece.item(), asOf))
                .toList();
        Stream<Piece> counting = switch (measure) {
            case MAX ->
                pieces.stream().max(Comparator.comparing((Piece p) -> p.item().value())).stream();
            case LATEST, ASSESSED, STATUS -> pieces.stream().max(Comparator.comparing(Piece::item)).stream();
            case DISTINCT, MONTHS_ACTIVE -> {
                Set<String> seen = new HashSet<>();
                yield pieces.stream().filter(piece -> seen.add(piece.item().key()));
            }
            case COUNT, SUM, SHARE, MEMBERS -> pieces.stream();
        };
        List<Counted> counted = new ArrayList<>();
        counting.forEach(
                piece -> counted.add(new Counted(piece.id(), piece.item().value())));
        return counted;
    }

    @Override
    public boolean writeFixed(State state, StateOutput out) {
        return state instanceof State.Sum sum && StateCodec.writeFixed(sum, out);
    }

    @Override
    public int fixedLength() {
        return summing ? StateCodec.FIXED : 0;
    }

    @Override
    public void writeRest(State state, StateOutput out) {
        if (state instanceof State.Sum sum) {
            StateCodec.writeLong(sum, out);
        } else {
            StateCodec.write((State.Bag) state, out);
        }
    }

    @Override
    public @Nullable State readFixed(StateInput in) {
        return summing ? StateCodec.readFixed(in) : null;
    }

    @Override
    public State readRest(StateInput in) {
        return summing ? StateCodec.readLong(in) : StateCodec.readBag(in);
    }

    @Override
    public State readFirst(DataInput in) throws IOException {
        return summing ? FirstFormat.sum(in) : FirstFormat.bag(in);
    }
}
