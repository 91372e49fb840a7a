package vn.hoctap.server.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.hoctap.server.exchange.Staging.Faulty;
import vn.hoctap.server.http.Words;

/**
 * The refused rows of a file as they stood there, with what is wrong in a column behind them: to be put right and imported
 * again.
 */
final class ErrorCopy {
    private static final int PAGE = 1_000;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,14})(\\.\\d{1,14})?");

    private final Path file;
    private final Format format;
    private final Staging staging;
    private final Words words;
    private final Deque<Faulty> faulty = new ArrayDeque<>();
    private int last;

    ErrorCopy(Path file, Format format, Staging staging, Words words) {
        this.file = file;
        this.format = format;
        this.staging = staging;
        this.words = words;
    }

    void write(OutputStream out, Format wanted) throws IOException {
        try (Table table = Reading.open(file, format)) {
            Line heading = table.next();
            if (heading == null) {
                return;
            }
            int width = heading.cells().size();
            List<Column> columns = new ArrayList<>();
            heading.cells().forEach(cell -> columns.add(Column.of(cell.text(), Column.Type.TEXT)));
            columns.add(Column.of(words.get("import.error.column"), Column.Type.TEXT));
            try (TableWriter writer = TableWriter.of(wanted, out, columns)) {
                for (Line line = table.next(); line != null && more(); line = table.next()) {
                    if (line.number() == faulty.element().row()) {
                        writer.row(row(line, width, faulty.remove()));
                    }
                }
            }
        }
    }

    /** Whether some refused row is still to come. */
    private boolean more() {
        if (faulty.isEmpty()) {
            faulty.addAll(staging.faulty(last, PAGE));
        }
        if (!faulty.isEmpty()) {
            last = faulty.getLast().row();
        }
        return !faulty.isEmpty();
    }

    private List<Object> row(Line line, int width, Faulty faults) {
        List<Object> row = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            Cell cell = line.cell(i);
            row.add(cell.typed() && NUMBER.matcher(cell.text()).matches() ? new BigDecimal(cell.text()) : cell.text());
        }
        row.add(faults.faults().stream().map(this::told).collect(Collectors.joining("; ")));
        return row;
    }

    private String told(Fault fault) {
        String message = fault.message(words);
        return fault.column().isEmpty() ? message : fault.column() + ": " + message;
    }
}
