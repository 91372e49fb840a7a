package vn.hoctap.engine.measure;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;

/**
 * The states of the built-in measures as bytes, exact. Sums have a fixed length, so that one more fact changes few bytes
 * and moves none: a database that logs only what changed logs little.
 */
final class StateCodec {
    /** The bytes of a sum: its count, and a number as two. */
    static final int FIXED = 2 * Integer.BYTES + Long.BYTES;

    /** In place of a denominator: the sum is too long for its place, and is in the rest. */
    private static final int ELSEWHERE = 0;

    private static final int ORDERED = 1;
    private static final int LAPSES = 2;
    private static final int WHOLE = 4;

    private StateCodec() {}

    /** @return false when it did not fit */
    static boolean writeFixed(State.Sum sum, StateOutput out) {
        boolean fits = sum.count() == (int) sum.count()
                && sum.sum().fitsLongs()
                && sum.sum().longDenominator() <= Integer.MAX_VALUE;
        out.int32(fits ? (int) sum.count() : 0);
        out.int32(fits ? (int) sum.sum().longDenominator() : ELSEWHERE);
        out.int64(fits ? sum.sum().longNumerator() : 0);
        return fits;
    }

    static State.@Nullable Sum readFixed(StateInput in) {
        int count = in.int32();
        int denominator = in.int32();
        long numerator = in.int64();
        if (denominator == ELSEWHERE) {
            return null;
        }
        return count == 0 && numerator == 0
                ? State.Sum.ZERO
                : new State.Sum(count, Rational.ratio(numerator, denominator));
    }

    static void writeLong(State.Sum sum, StateOutput out) {
        out.int64(sum.count());
        write(sum.sum(), out);
    }

    static State.Sum readLong(StateInput in) {
        return new State.Sum(in.int64(), number(in));
    }

    static void write(State.Bag bag, StateOutput out) {
        out.size(bag.size());
        bag.forEach((item, times) -> {
            write(item, out);
            out.int32(times);
        });
    }

    static State.Bag readBag(StateInput in) {
        int size = in.size();
        if (size == 0) {
            return State.Bag.EMPTY;
        }
        List<Item> items = new ArrayList<>();
        List<Integer> times = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(item(in));
            times.add(in.int32());
        }
        return State.Bag.of(items, times);
    }

    private static void write(Item item, StateOutput out) {
        boolean ordered = !item.id().isEmpty() || !item.at().equals(Instant.EPOCH);
        boolean lapses = !item.until().equals(Instant.MAX);
        boolean whole = isWhole(item.value());
        out.octet((ordered ? ORDERED : 0) | (lapses ? LAPSES : 0) | (whole ? WHOLE : 0));
        out.text(item.key());
        if (whole) {
            out.size((int) item.value().longNumerator());
        } else {
            write(item.value(), out);
        }
        if (ordered) {
            write(item.at(), out);
            out.text(item.id());
        }
        if (lapses) {
            write(item.until(), out);
        }
    }

    private static Item item(StateInput in) {
        int flags = in.octet();
        String key = in.text();
        Rational value = (flags & WHOLE) != 0 ? Rational.of(in.size()) : number(in);
        Instant at = Instant.EPOCH;
        String id = "";
        if ((flags & ORDERED) != 0) {
            at = instant(in);
            id = in.text();
        }
        return new Item(key, value, at, id, (flags & LAPSES) != 0 ? instant(in) : Instant.MAX);
    }

    private static boolean isWhole(Rational number) {
        return number.fitsLongs()
                && number.longDenominator() == 1
                && number.longNumerator() >= 0
                && number.longNumerator() <= Integer.MAX_VALUE;
    }

    private static void write(Rational number, StateOutput out) {
        out.array(number.numerator().toByteArray());
        out.array(number.denominator().toByteArray());
    }

    private static Rational number(StateInput in) {
        return Rational.ratio(new BigInteger(in.array()), new BigInteger(in.array()));
    }

    private static void write(Instant instant, StateOutput out) {
        out.int64(instant.getEpochSecond());
        out.int32(instant.getNano());
    }

    private static Instant instant(StateInput in) {
        return Instant.ofEpochSecond(in.int64(), in.int32());
    }
}
