package vn.hoctap.server.ledger;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;

/** Values one after another, as {@link WireReader} reads them. */
final class WireWriter {
    private static final int FEW = 1024;

    private final Buffer out;

    WireWriter() {
        this(FEW);
    }

    /** @param expected about how many bytes will be written */
    WireWriter(long expected) {
        out = Buffer.buffer(Math.clamp(expected, FEW, Integer.MAX_VALUE / 2));
    }

    Buffer written() {
        return out;
    }

    WireWriter number(int value) {
        out.appendInt(value);
        return this;
    }

    WireWriter flag(boolean value) {
        out.appendByte((byte) (value ? 1 : 0));
        return this;
    }

    WireWriter kind(Enum<?> value) {
        return text(value.name());
    }

    WireWriter bytes(byte[] value) {
        out.appendInt(value.length).appendBytes(value);
        return this;
    }

    WireWriter part(Buffer value) {
        out.appendInt(value.length()).appendBuffer(value);
        return this;
    }

    WireWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    WireWriter moment(Instant value) {
        out.appendLong(value.getEpochSecond()).appendInt(value.getNano());
        return this;
    }

    /** Exactly: a decimal or a fraction. */
    WireWriter rational(Rational value) {
        return text(value.toString());
    }

    <T> WireWriter perhaps(@Nullable T value, Consumer<T> writing) {
        flag(value != null);
        if (value != null) {
            writing.accept(value);
        }
        return this;
    }

    <T> WireWriter all(Collection<T> values, Consumer<T> writing) {
        number(values.size());
        values.forEach(writing);
        return this;
    }
}
