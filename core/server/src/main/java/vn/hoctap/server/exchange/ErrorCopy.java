package vn.hoctap.server.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.hoctap.server.exchange.Staging.Faulty;
import vn.hoctap.server.http.Words;

/**
 * The refused rows of a file as they stood there, with what is wrong in a column behind them: to be put right and imported
 * again.
 */
record ErrorCopy(Staging staging, Words words) {
    private static final int PAGE = 1_000;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,14})(\\.\\d{1,14})?");

    void write(OutputStream out, Format wanted) throws IOException {
        Optional<Line> heading = staging.heading();
        if (heading.isEmpty()) {
            return;
        }
        List<Cell> headings = heading.get().cells();
        List<Column> columns = new ArrayList<>();
        headings.forEach(cell -> columns.add(Column.of(cell.text(), Column.Type.TEXT)));
        columns.add(Column.of(words.get("import.error.column"), Column.Type.TEXT));
        try (TableWriter writer = TableWriter.of(wanted, out, columns)) {
            List<Faulty> page = staging.faulty(0, PAGE);
            while (!page.isEmpty()) {
                for (Faulty faulty : page) {
                    writer.row(row(faulty, headings.size()));
                }
                page = staging.faulty(page.getLast().row(), PAGE);
            }
        }
    }

    private List<Object> row(Faulty faulty, int width) {
        Line line = new Line(faulty.row(), faulty.cells());
        List<Object> row = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            Cell cell = line.cell(i);
            row.add(cell.typed() && NUMBER.matcher(cell.text()).matches() ? new BigDecimal(cell.text()) : cell.text());
        }
        row.add(faulty.faults().stream().map(this::told).collect(Collectors.joining("; ")));
        return row;
    }

    private String told(Fault fault) {
        String message = fault.message(words);
        return fault.column().isEmpty() ? message : fault.column() + ": " + message;
    }
}
