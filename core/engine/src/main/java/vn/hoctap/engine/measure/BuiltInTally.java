package vn.hoctap.engine.measure;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
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
        State sum = state;
        for (Item item : items.of(entry, zone)) {
            sum = apply(sum, item, sign);
        }
        return sum;
    }

    private static State apply(State state, Item item, int sign) {
        return switch (state) {
            case State.Sum sum ->
                sum.plus(sign, sign > 0 ? item.value() : item.value().negate());
            case State.Bag bag -> bag.plus(item, sign);
            case State.Foreign foreign -> throw new IllegalArgumentException("not a built-in state: " + foreign);
        };
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
            return sum.count() <= 0 ? Optional.empty() : Optional.of(total(sum));
        }
        return value(live((State.Bag) state, asOf));
    }

    private Rational total(State.Sum sum) {
        return switch (measure) {
            case COUNT, MEMBERS -> Rational.of(sum.count());
            case SHARE -> sum.sum().times(HUNDRED).over(Rational.of(sum.count()));
            default -> sum.sum();
        };
    }

    private Optional<Rational> value(List<Map.Entry<Item, Integer>> live) {
        if (live.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (measure) {
                    case COUNT, MEMBERS, SUM, SHARE -> total(sum(live));
                    case MAX ->
                        live.stream()
                                .map(e -> e.getKey().value())
                                .reduce(live.get(0).getKey().value(), Rational::max);
                    case DISTINCT, MONTHS_ACTIVE ->
                        Rational.of(live.stream()
                                .map(e -> e.getKey().key())
                                .distinct()
                                .count());
                    case LATEST, ASSESSED, STATUS ->
                        live.get(live.size() - 1).getKey().value();
                });
    }

    @Override
    public Optional<Instant> changes(State state, Instant asOf) {
        return held && state instanceof State.Bag bag
                ? bag.items().keySet().stream()
                        .flatMap(item -> item.changesAfter(asOf))
                        .min(Comparator.naturalOrder())
                : Optional.empty();
    }

    /** Only what is held lapses; within the cycle the window has decided already. */
    private boolean counts(Item item, Instant asOf) {
        return !held || item.validAt(asOf);
    }

    private static State.Sum sum(List<Map.Entry<Item, Integer>> live) {
        State.Sum sum = State.Sum.ZERO;
        for (Map.Entry<Item, Integer> e : live) {
            sum = sum.plus(e.getValue(), e.getKey().value().times(Rational.of(e.getValue())));
        }
        return sum;
    }

    private List<Map.Entry<Item, Integer>> live(State.Bag bag, Instant asOf) {
        return bag.items().entrySet().stream()
                .filter(e -> e.getValue() > 0 && counts(e.getKey(), asOf))
                .toList();
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
    public void write(State state, DataOutput out) throws IOException {
        if (state instanceof State.Sum sum) {
            out.writeLong(sum.count());
            out.writeUTF(sum.sum().toString());
        } else {
            Map<Item, Integer> bag = ((State.Bag) state).items();
            out.writeInt(bag.size());
            for (Map.Entry<Item, Integer> e : bag.entrySet()) {
                ItemCodec.write(e.getKey(), out);
                out.writeInt(e.getValue());
            }
        }
    }

    @Override
    public State read(DataInput in) throws IOException {
        if (summing) {
            return new State.Sum(in.readLong(), Rational.parse(in.readUTF()));
        }
        SortedMap<Item, Integer> items = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            items.put(ItemCodec.read(in), in.readInt());
        }
        return new State.Bag(Collections.unmodifiableSortedMap(items));
    }
}
