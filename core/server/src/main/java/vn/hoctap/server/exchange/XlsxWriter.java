package vn.hoctap.server.exchange;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Words;

/** A spreadsheet: dates are dates, ids are texts, and no text is a formula. */
final class XlsxWriter implements TableWriter {
    static final String DAY = "dd/mm/yyyy";
    private static final String MOMENT = "dd/mm/yyyy hh:mm:ss";
    private static final String TEXT = "@";
    private static final int DIGITS = 15;
    private static final int FLUSHED = 500;
    private static final double WIDTH = 18;
    private static final String APPLICATION = "Hoctap";
    private static final String VERSION = "1.0";

    private final Workbook workbook;
    private final Worksheet sheet;
    private int row;

    private XlsxWriter(Workbook workbook, Worksheet sheet) {
        this.workbook = workbook;
        this.sheet = sheet;
    }

    static XlsxWriter open(OutputStream out, List<Column> columns) throws IOException {
        Workbook workbook = new Workbook(new Unclosed(out), APPLICATION, VERSION);
        Worksheet sheet = workbook.newWorksheet("Hoctap");
        for (int i = 0; i < columns.size(); i++) {
            sheet.width(i, WIDTH);
            Column.Type type = columns.get(i).type();
            if (type == Column.Type.TEXT || type == Column.Type.LIST) {
                sheet.style(i).format(TEXT).set();
            }
        }
        sheet.freezePane(0, 1);
        XlsxWriter writer = new XlsxWriter(workbook, sheet);
        writer.row(Column.names(columns));
        return writer;
    }

    /** Another sheet, behind the table; what is written to the table from now on is lost. */
    Worksheet another(String name) throws IOException {
        sheet.finish();
        return workbook.newWorksheet(name);
    }

    @Override
    public void row(List<? extends @Nullable Object> values) throws IOException {
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value != null) {
                cell(i, value);
            }
        }
        if (row == 0) {
            sheet.range(0, 0, 0, values.size() - 1).style().bold().set();
        }
        if (++row % FLUSHED == 0) {
            sheet.flush();
        }
    }

    private void cell(int column, Object value) {
        switch (value) {
            case LocalDate day -> {
                sheet.value(row, column, day);
                sheet.style(row, column).format(DAY).set();
            }
            case Instant moment -> moment(column, moment);
            case BigDecimal number -> number(column, number);
            case Boolean truth -> sheet.value(row, column, truth);
            default -> text(column, value.toString());
        }
    }

    private void number(int column, BigDecimal number) {
        if (number.precision() <= DIGITS) {
            sheet.value(row, column, Numbers.plain(number));
        } else {
            text(column, Numbers.clear(number));
        }
    }

    /** A spreadsheet knows no fractions of seconds, and midnight is to it a day without a time. */
    private void moment(int column, Instant moment) {
        LocalDateTime local = moment.atZone(Words.ZONE).toLocalDateTime();
        if (!local.truncatedTo(ChronoUnit.SECONDS).equals(local)
                || local.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            text(column, CsvWriter.moment(moment));
        } else {
            sheet.value(row, column, local);
            sheet.style(row, column).format(MOMENT).set();
        }
    }

    private void text(int column, String text) {
        if (!text.isEmpty()) {
            sheet.inlineString(row, column, text);
            sheet.style(row, column).format(TEXT).set();
        }
    }

    @Override
    public void close() throws IOException {
        workbook.finish();
    }

    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
