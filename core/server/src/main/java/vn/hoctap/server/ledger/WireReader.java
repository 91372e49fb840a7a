package vn.hoctap.server.ledger;

import io.vertx.core.buffer.Buffer;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;

/** Reads what {@link WireWriter} wrote, in the same order; anything else makes it fail. */
final class WireReader {
    private final ByteBuffer in;

    WireReader(Buffer in) {
        this(ByteBuffer.wrap(in.getBytes()));
    }

    private WireReader(ByteBuffer in) {
        this.in = in;
    }

    int number() {
        return in.getInt();
    }

    boolean flag() {
        return in.get() != 0;
    }

    <E extends Enum<E>> E kind(Class<E> type) {
        return Enum.valueOf(type, text());
    }

    byte[] bytes() {
        byte[] value = new byte[length()];
        in.get(value);
        return value;
    }

    /** To be read by itself, whenever that may be. */
    WireReader part() {
        int length = length();
        WireReader part = new WireReader(in.slice(in.position(), length));
        in.position(in.position() + length);
        return part;
    }

    /** Without a copy between: there are a dozen in each fact. */
    String text() {
        int length = length();
        String value = new String(in.array(), in.arrayOffset() + in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return value;
    }

    /** Nothing is made for a length that cannot be true. */
    private int length() {
        int length = number();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        return length;
    }

    Instant moment() {
        return Instant.ofEpochSecond(in.getLong(), number());
    }

    Rational rational() {
        return Rational.parse(text());
    }

    <T> @Nullable T perhaps(Supplier<T> reading) {
        return flag() ? reading.get() : null;
    }

    <T> List<T> all(Supplier<T> reading) {
        int count = number();
        List<T> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(reading.get());
        }
        return values;
    }

    /** @throws IllegalArgumentException when something is left */
    void end() {
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("%d bytes too many.".formatted(in.remaining()));
        }
    }
}
