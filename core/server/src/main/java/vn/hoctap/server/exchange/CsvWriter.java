package vn.hoctap.server.exchange;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Words;

/** CSV with commas. The mark at its beginning tells spreadsheets that it is UTF-8. */
final class CsvWriter implements TableWriter {
    private static final char BOM = '\uFEFF';
    private static final String LINE_END = "\r\n";

    private final Writer out;

    private CsvWriter(Writer out) {
        this.out = out;
    }

    static CsvWriter open(OutputStream out, List<String> heading) throws IOException {
        CsvWriter writer = new CsvWriter(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
        writer.out.write(BOM);
        writer.row(heading);
        return writer;
    }

    @Override
    public void row(List<? extends @Nullable Object> values) throws IOException {
        String separator = "";
        for (Object value : values) {
            out.write(separator);
            out.write(quoted(written(value)));
            separator = ",";
        }
        out.write(LINE_END);
    }

    private static String written(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> Numbers.clear(number);
            case Instant moment -> moment(moment);
            case String text -> Injection.escaped(text);
            default -> value.toString();
        };
    }

    /** On the clock of Vietnam, with its offset. */
    static String moment(Instant moment) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment.atZone(Words.ZONE));
    }

    private static String quoted(String text) {
        boolean plain =
                text.chars().noneMatch(c -> c == ',' || c == ';' || c == '"' || c == '\n' || c == '\r' || c == '\t');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
