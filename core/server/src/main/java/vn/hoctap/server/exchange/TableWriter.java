package vn.hoctap.server.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a table as it comes, keeping none of it. Closing it ends the table and not the stream. Used by one thread. */
public interface TableWriter extends AutoCloseable {

    /** @param values texts, {@code BigDecimal}, {@code LocalDate}, {@code Instant}, {@code Boolean}; null: nothing */
    void row(List<? extends @Nullable Object> values) throws IOException;

    @Override
    void close() throws IOException;

    /** The first line is written at once. */
    static TableWriter of(Format format, OutputStream out, List<Column> columns) throws IOException {
        return switch (format) {
            case CSV -> CsvWriter.open(out, Column.names(columns));
            case XLSX -> XlsxWriter.open(out, columns);
            case JSON -> JsonWriter.open(out, Column.names(columns));
        };
    }
}
