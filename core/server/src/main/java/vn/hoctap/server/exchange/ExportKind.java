package vn.hoctap.server.exchange;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be exported: what can be imported, in the same columns, and titles. */
enum ExportKind {
    ROSTER(FileKind.ROSTER),
    COURSES(FileKind.COURSES),
    ACTIVITIES(FileKind.ACTIVITIES),
    ORG_UNITS(FileKind.ORG_UNITS),
    MEMBERSHIPS(FileKind.MEMBERSHIPS),
    ASSESSMENTS(FileKind.ASSESSMENTS),
    TITLES(
            "titles",
            List.of(
                    Column.of("serial", Column.Type.TEXT),
                    Column.of("subject", Column.Type.TEXT),
                    Column.of("name", Column.Type.TEXT),
                    Column.of("title", Column.Type.TEXT),
                    Column.of("set", Column.Type.TEXT),
                    Column.of("version", Column.Type.TEXT),
                    Column.of("level", Column.Type.TEXT),
                    Column.of("cycle", Column.Type.NUMBER),
                    Column.of("state", Column.Type.TEXT),
                    Column.of("awardedAt", Column.Type.MOMENT),
                    Column.of("validUntil", Column.Type.MOMENT)));

    private final String slug;
    private final List<Column> columns;

    ExportKind(FileKind same) {
        this(same.slug(), same.columns());
    }

    ExportKind(String slug, List<Column> columns) {
        this.slug = slug;
        this.columns = columns;
    }

    String slug() {
        return slug;
    }

    List<Column> columns() {
        return columns;
    }

    static Optional<ExportKind> of(String slug) {
        return Stream.of(values()).filter(kind -> kind.slug.equals(slug)).findFirst();
    }
}
