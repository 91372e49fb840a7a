package vn.hoctap.engine.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjIntConsumer;
import vn.hoctap.api.Rational;

/** What the entries of one way add up to; immutable, equal by value, an element of an Abelian group. */
public sealed interface State {

    /** Enough for count, sum, share and members. */
    record Sum(long count, Rational sum) implements State {
        static final Sum ZERO = new Sum(0, Rational.ZERO);

        public Sum plus(long more, Rational amount) {
            return new Sum(count + more, sum.plus(amount));
        }
    }

    /** A multiset, for what must be told apart or ordered; a count below zero waits for the entry it withdraws. */
    final class Bag implements State {
        static final Bag EMPTY = new Bag(new Item[0], new int[0]);

        /** In order, and each once. */
        private final Item[] items;

        /** How often; never 0. */
        private final int[] times;

        private Bag(Item[] items, int[] times) {
            this.items = items;
            this.times = times;
        }

        /** @throws IllegalArgumentException when the items are not in order */
        static Bag of(List<Item> items, List<Integer> times) {
            for (int i = 1; i < items.size(); i++) {
                if (items.get(i - 1).compareTo(items.get(i)) >= 0) {
                    throw new IllegalArgumentException("items out of order");
                }
            }
            return new Bag(
                    items.toArray(Item[]::new),
                    times.stream().mapToInt(Integer::intValue).toArray());
        }

        int size() {
            return items.length;
        }

        Item item(int place) {
            return items[place];
        }

        int times(int place) {
            return times[place];
        }

        void forEach(ObjIntConsumer<Item> each) {
            for (int i = 0; i < items.length; i++) {
                each.accept(items[i], times[i]);
            }
        }

        Bag plus(Item item, int more) {
            int place = Arrays.binarySearch(items, item);
            if (place < 0) {
                return insert(-place - 1, item, more);
            }
            if (times[place] + more == 0) {
                return without(place);
            }
            int[] sums = times.clone();
            sums[place] += more;
            return new Bag(items, sums);
        }

        private Bag insert(int place, Item item, int often) {
            Item[] more = Arrays.copyOf(items, items.length + 1);
            int[] sums = Arrays.copyOf(times, more.length);
            System.arraycopy(items, place, more, place + 1, items.length - place);
            System.arraycopy(times, place, sums, place + 1, items.length - place);
            more[place] = item;
            sums[place] = often;
            return new Bag(more, sums);
        }

        private Bag without(int place) {
            List<Item> less = new ArrayList<>(Arrays.asList(items));
            less.remove(place);
            int[] sums = new int[less.size()];
            System.arraycopy(times, 0, sums, 0, place);
            System.arraycopy(times, place + 1, sums, place, sums.length - place);
            return new Bag(less.toArray(Item[]::new), sums);
        }

        Bag plus(Bag other) {
            Bag sum = this;
            for (int i = 0; i < other.items.length; i++) {
                sum = sum.plus(other.items[i], other.times[i]);
            }
            return sum;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bag that && Arrays.equals(items, that.items) && Arrays.equals(times, that.times);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(items) + Arrays.hashCode(times);
        }

        @Override
        public String toString() {
            return Arrays.toString(items) + " × " + Arrays.toString(times);
        }
    }

    /** The state of a plugin's measure. */
    record Foreign(Object value) implements State {}
}
