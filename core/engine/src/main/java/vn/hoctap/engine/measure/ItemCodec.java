package vn.hoctap.engine.measure;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import vn.hoctap.api.Rational;

/** An item as bytes, exact to the nanosecond. */
final class ItemCodec {
    private ItemCodec() {}

    static void write(Item item, DataOutput out) throws IOException {
        out.writeUTF(item.key());
        out.writeUTF(item.value().toString());
        write(item.at(), out);
        out.writeUTF(item.id());
        write(item.until(), out);
    }

    static Item read(DataInput in) throws IOException {
        return new Item(in.readUTF(), Rational.parse(in.readUTF()), instant(in), in.readUTF(), instant(in));
    }

    private static void write(Instant instant, DataOutput out) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    private static Instant instant(DataInput in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }
}
