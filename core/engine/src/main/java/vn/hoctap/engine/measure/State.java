package vn.hoctap.engine.measure;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.hoctap.api.Rational;

/** What the entries of one way add up to; immutable, equal by value, an element of an Abelian group. */
public sealed interface State {

    /** Enough for count, sum, share and members. */
    record Sum(long count, Rational sum) implements State {
        static final Sum ZERO = new Sum(0, Rational.ZERO);

        Sum plus(long more, Rational amount) {
            return new Sum(count + more, sum.plus(amount));
        }
    }

    /** A multiset, for what must be told apart or ordered; a count below zero waits for the entry it withdraws. */
    record Bag(SortedMap<Item, Integer> items) implements State {
        static final Bag EMPTY = new Bag(Collections.emptySortedMap());

        Bag plus(Item item, int times) {
            TreeMap<Item, Integer> sum = new TreeMap<>(items);
            add(sum, item, times);
            return new Bag(Collections.unmodifiableSortedMap(sum));
        }

        Bag plus(Bag other) {
            TreeMap<Item, Integer> sum = new TreeMap<>(items);
            other.items.forEach((item, times) -> add(sum, item, times));
            return new Bag(Collections.unmodifiableSortedMap(sum));
        }

        private static void add(Map<Item, Integer> sum, Item item, int times) {
            sum.merge(item, times, (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b));
        }
    }

    /** The state of a plugin's measure. */
    record Foreign(Object value) implements State {}
}
