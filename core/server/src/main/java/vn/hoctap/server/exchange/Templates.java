package vn.hoctap.server.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Words;

/** Empty files to fill in: the header, one row as an example, and on a second sheet the words that cells may hold. */
record Templates(Vocabulary vocabulary, Words words) {
    private static final int MAX_WORDS = 2_000;
    private static final double WIDE = 40;
    private static final Instant MORNING = Instant.parse("2026-03-02T01:00:00Z");
    private static final Instant EVENING = Instant.parse("2026-03-05T10:00:00Z");

    void write(FileKind kind, Format format, OutputStream out) throws IOException {
        if (format == Format.XLSX) {
            try (XlsxWriter writer = XlsxWriter.open(out, kind.columns())) {
                writer.row(example(kind));
                describe(writer.another(words.get("import.template.words")), kind);
            }
        } else {
            try (TableWriter writer = TableWriter.of(Format.CSV, out, kind.columns())) {
                writer.row(example(kind));
            }
        }
    }

    private static List<@Nullable Object> example(FileKind kind) {
        return switch (kind) {
            case ROSTER ->
                ExportQueries.cells(
                        "cit-000123",
                        "citizen",
                        "Nguyễn Văn Á",
                        LocalDate.of(1968, 4, 12),
                        "nong-dan",
                        "thon-3-quang-vinh",
                        "",
                        "difficult",
                        "",
                        "",
                        "",
                        "a@example.org");
            case COURSES ->
                ExportQueries.cells(
                        "ATTT-01", "An toàn thông tin cơ bản", "quang-vinh", new BigDecimal("12.5"), "tt02-2025:4.2:3");
            case ACTIVITIES ->
                ExportQueries.cells(
                        "",
                        "cit-000123",
                        "course",
                        "ATTT-01",
                        "An toàn thông tin cơ bản",
                        MORNING,
                        EVENING,
                        new BigDecimal("12.5"),
                        new BigDecimal("0.85"),
                        true,
                        "tt02-2025:4.2:3",
                        null);
            case ORG_UNITS ->
                ExportQueries.cells(
                        "thon-3-quang-vinh",
                        "village",
                        "Thôn 3",
                        "quang-vinh",
                        LocalDate.of(2025, 7, 1),
                        null,
                        null,
                        null);
            case MEMBERSHIPS -> ExportQueries.cells("cit-000123", "gia-dinh-45", LocalDate.of(2020, 1, 1), null);
            case ASSESSMENTS ->
                ExportQueries.cells(
                        "cit-000123",
                        "cong-dan-hoc-tap/nong-dan",
                        BigDecimal.valueOf(2026),
                        "cap-nhat-kien-thuc",
                        BigDecimal.TEN,
                        "appraiser");
        };
    }

    /** A column of words for each column that knows some. */
    private void describe(Worksheet sheet, FileKind kind) throws IOException {
        int column = 0;
        for (Map.Entry<String, Lexicon> known : known(kind).entrySet()) {
            sheet.width(column, WIDE);
            sheet.inlineString(0, column, known.getKey());
            sheet.style(0, column).bold().set();
            int row = 1;
            for (String id : known.getValue().ids()) {
                if (row > MAX_WORDS) {
                    break;
                }
                sheet.inlineString(row++, column, id);
            }
            column++;
        }
        sheet.finish();
    }

    private Map<String, Lexicon> known(FileKind kind) {
        Map<String, Lexicon> known = new LinkedHashMap<>();
        switch (kind) {
            case ROSTER -> {
                known.put("kind", vocabulary.kinds());
                known.put("group", vocabulary.groups());
                known.put("residence", vocabulary.units());
                known.put("region", vocabulary.regions());
            }
            case COURSES -> known.put("provider", vocabulary.units());
            case ACTIVITIES -> {
                known.put("type", vocabulary.types());
                known.put("course", vocabulary.courses());
            }
            case ORG_UNITS -> {
                known.put("kind", vocabulary.unitKinds());
                known.put("parent", vocabulary.units());
            }
            case MEMBERSHIPS -> known.put("", new Lexicon());
            case ASSESSMENTS -> {
                known.put("set", vocabulary.sets());
                known.put("by", vocabulary.assessors());
                vocabulary.sets().ids().forEach(set -> known.put("indicator: " + set, vocabulary.indicators(set)));
            }
        }
        return known;
    }
}
