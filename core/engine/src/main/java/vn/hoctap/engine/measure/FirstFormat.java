package vn.hoctap.engine.measure;

import java.io.DataInput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vn.hoctap.api.Rational;

/** Reads the states that the first release wrote, so that an existing database goes on without folding anew. */
final class FirstFormat {
    private FirstFormat() {}

    static State sum(DataInput in) throws IOException {
        return new State.Sum(in.readLong(), Rational.parse(in.readUTF()));
    }

    static State bag(DataInput in) throws IOException {
        List<Item> items = new ArrayList<>();
        List<Integer> times = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            items.add(new Item(in.readUTF(), Rational.parse(in.readUTF()), instant(in), in.readUTF(), instant(in)));
            times.add(in.readInt());
        }
        return State.Bag.of(items, times);
    }

    static byte[] foreign(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    private static Instant instant(DataInput in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }
}
