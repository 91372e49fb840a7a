package vn.hoctap.server.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/** The first sheet of a spreadsheet. What its cells are shows in their formats: dates, and ids with leading zeros. */
final class XlsxTable implements Table {
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^]]*]|_.|\\*.");
    private static final Pattern DATE_LETTERS = Pattern.compile("[dDyYhHsS]|[mM]");
    private static final Pattern ZEROS = Pattern.compile("0{2,30}");
    /** The formats that every spreadsheet knows by number: dates and times. */
    private static final int FIRST_DATE = 14;

    private static final int LAST_DATE = 22;
    private static final int FIRST_ELAPSED = 45;
    private static final int LAST_ELAPSED = 47;
    private static final MathContext DIGITS = new MathContext(15);
    /** Between the beginnings of the two ways in which spreadsheets count days. */
    private static final BigDecimal FOUR_YEARS = BigDecimal.valueOf(1462);

    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;

    private XlsxTable(ReadableWorkbook workbook) throws IOException {
        this.workbook = workbook;
        this.stream = workbook.getFirstSheet().openStream();
        this.rows = stream.iterator();
    }

    /** In memory, for a spreadsheet is read to and fro, and on the disk it would stand unsealed. */
    static XlsxTable open(InputStream file) throws IOException {
        byte[] bytes;
        try (file) {
            bytes = file.readAllBytes();
        }
        ZipGuard.check(bytes);
        ReadableWorkbook workbook = null;
        try {
            workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes), new ReadingOptions(true, true));
            return new XlsxTable(workbook);
        } catch (IOException | RuntimeException broken) {
            if (workbook != null) {
                workbook.close();
            }
            throw Unreadable.because("xlsx");
        }
    }

    @Override
    public @Nullable Line next() throws IOException {
        try {
            return rows.hasNext() ? line(rows.next()) : null;
        } catch (ExcelReaderException | UncheckedIOException broken) {
            throw Unreadable.because("xlsx");
        }
    }

    private Line line(Row row) {
        if (row.getCellCount() > ImportLimits.COLUMNS && used(row) > ImportLimits.COLUMNS) {
            throw Unreadable.because("columns", row.getRowNum(), ImportLimits.COLUMNS);
        }
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < Math.min(row.getCellCount(), ImportLimits.COLUMNS); i++) {
            cells.add(cell(row.getCell(i), row.getRowNum()));
        }
        return new Line(row.getRowNum(), cells);
    }

    /** Formatted cells without content may go on to the end of the sheet. */
    private int used(Row row) {
        int used = 0;
        for (int i = 0; i < row.getCellCount(); i++) {
            if (!cell(row.getCell(i), row.getRowNum()).isEmpty()) {
                used = i + 1;
            }
        }
        return used;
    }

    private Cell cell(org.dhatim.fastexcel.reader.@Nullable Cell cell, int row) {
        if (cell == null) {
            return Cell.EMPTY;
        }
        return switch (cell.getType()) {
            case EMPTY -> Cell.EMPTY;
            case STRING -> Cell.written(demandShort(cell.getText(), row));
            case BOOLEAN -> Cell.typed(String.valueOf(cell.asBoolean()));
            case NUMBER -> number(cell, cell.asNumber());
            case FORMULA -> formula(cell, row);
            case ERROR -> throw Unreadable.because("formula", cell.getAddress(), row);
        };
    }

    /** What the formula had come to when the file was saved. */
    private Cell formula(org.dhatim.fastexcel.reader.Cell cell, int row) {
        String value = cell.getRawValue();
        if (value == null || value.isBlank()) {
            return Cell.EMPTY;
        }
        try {
            return number(cell, new BigDecimal(value));
        } catch (NumberFormatException text) {
            return Cell.written(demandShort(value, row));
        }
    }

    private static String demandShort(String text, int row) {
        if (text.length() > ImportLimits.CELL) {
            throw Unreadable.because("cell", row, ImportLimits.CELL);
        }
        return text;
    }

    private Cell number(org.dhatim.fastexcel.reader.Cell cell, BigDecimal value) {
        String format = cell.getDataFormatString() == null ? "" : cell.getDataFormatString();
        if (isDate(cell.getDataFormatId(), format)) {
            return Cell.typed(date(workbook.isDate1904() ? value.add(FOUR_YEARS) : value));
        }
        String plain = plain(value);
        if (ZEROS.matcher(format).matches() && plain.length() < format.length() && value.scale() <= 0) {
            return Cell.typed("0".repeat(format.length() - plain.length()) + plain);
        }
        return Cell.typed(plain);
    }

    /** What spreadsheets keep as binary fractions is shown as people entered it, to 15 digits. */
    private static String plain(BigDecimal value) {
        BigDecimal rounded = value.precision() > DIGITS.getPrecision() ? value.round(DIGITS) : value;
        BigDecimal shortest = rounded.stripTrailingZeros();
        return (shortest.scale() < 0 ? shortest.setScale(0) : shortest).toPlainString();
    }

    private static boolean isDate(@Nullable Integer id, String format) {
        if (id != null && ((id >= FIRST_DATE && id <= LAST_DATE) || (id >= FIRST_ELAPSED && id <= LAST_ELAPSED))) {
            return true;
        }
        String bare = QUOTED.matcher(format.split(";", 2)[0]).replaceAll("");
        return !bare.equalsIgnoreCase("general") && DATE_LETTERS.matcher(bare).find();
    }

    /** A day, or a day and a time; a fraction of a day smaller than half a second is the spreadsheet's own noise. */
    private static String date(BigDecimal serial) {
        return Serials.date(serial)
                .map(moment -> moment.truncatedTo(ChronoUnit.SECONDS))
                .map(moment -> moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                        ? moment.toLocalDate().toString()
                        : moment.toString())
                .orElse(serial.toPlainString());
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }
}
