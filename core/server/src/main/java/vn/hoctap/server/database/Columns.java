package vn.hoctap.server.database;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Rows turned into one array for each column, as {@code unnest} wants them. */
public final class Columns {
    private Columns() {}

    /** Returned as an object, so that no call mistakes the array for its list of arguments. */
    public static <R, T> Object of(Collection<R> rows, IntFunction<T[]> array, Function<R, @Nullable T> value) {
        @Nullable T[] column = array.apply(rows.size());
        int row = 0;
        for (R each : rows) {
            column[row++] = value.apply(each);
        }
        return column;
    }

    public static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    public static @Nullable Instant instant(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }
}
