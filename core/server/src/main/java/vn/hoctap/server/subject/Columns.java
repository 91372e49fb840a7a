package vn.hoctap.server.subject;

import io.vertx.core.buffer.Buffer;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows turned into the arrays that PostgreSQL unnests into rows again. */
final class Columns {
    private Columns() {}

    static <T> Long[] numbers(List<T> rows, Function<T, Long> number) {
        return rows.stream().map(number).toArray(Long[]::new);
    }

    static <T> String[] texts(List<T> rows, Function<T, String> text) {
        return rows.stream().map(text).toArray(String[]::new);
    }

    static <T> @Nullable String[] nullableTexts(List<T> rows, Function<T, @Nullable String> text) {
        return rows.stream().map(text).toArray(String[]::new);
    }

    static <T> @Nullable Buffer[] bytes(List<T> rows, Function<T, @Nullable Buffer> bytes) {
        return rows.stream().map(bytes).toArray(Buffer[]::new);
    }

    static <T> @Nullable LocalDate[] dates(List<T> rows, Function<T, @Nullable LocalDate> date) {
        return rows.stream().map(date).toArray(LocalDate[]::new);
    }
}
