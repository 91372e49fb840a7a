package vn.hoctap.server.ledger;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;

/** Reads what {@link WireWriter} wrote, in the same order; anything else makes it fail. */
final class WireReader {
    private final Buffer in;
    private int at;

    WireReader(Buffer in) {
        this.in = in;
    }

    int number() {
        int value = in.getInt(at);
        at += Integer.BYTES;
        return value;
    }

    boolean flag() {
        return in.getByte(at++) != 0;
    }

    <E extends Enum<E>> E kind(Class<E> type) {
        return Enum.valueOf(type, text());
    }

    byte[] bytes() {
        int length = number();
        byte[] value = in.getBytes(at, at + length);
        at += length;
        return value;
    }

    Buffer part() {
        int length = number();
        Buffer value = in.slice(at, at + length);
        at += length;
        return value;
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    Instant moment() {
        long seconds = in.getLong(at);
        at += Long.BYTES;
        return Instant.ofEpochSecond(seconds, number());
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
        if (at != in.length()) {
            throw new IllegalArgumentException("%d bytes too many.".formatted(in.length() - at));
        }
    }
}
