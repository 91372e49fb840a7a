package vn.hoctap.server.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a file: which column stands where.
 *
 * @param places of the columns, by name
 * @param unknown headings that mean nothing here
 */
record Heading(Map<String, Integer> places, List<String> unknown) {
    /** What our own copies of faulty rows have besides. */
    private static final Set<String> OURS = Set.of("error", "loi");

    /** @throws Unreadable when a column is missing or there twice */
    static Heading of(Line line, FileKind kind) {
        Map<String, Integer> places = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < line.cells().size(); i++) {
            String heading = line.cell(i).text();
            String key = Column.key(heading);
            Column column = find(kind, key, places);
            if (column != null) {
                if (places.putIfAbsent(column.name(), i) != null) {
                    throw Unreadable.because("twice", column.name(), heading);
                }
            } else if (!heading.isEmpty() && !OURS.contains(key)) {
                unknown.add(heading);
            }
        }
        List<String> missing = kind.columns().stream()
                .filter(column -> column.required() && !places.containsKey(column.name()))
                .map(Column::name)
                .toList();
        if (!missing.isEmpty()) {
            throw Unreadable.because(
                    "missing", String.join(", ", missing), String.join(", ", Column.names(kind.columns())));
        }
        return new Heading(places, unknown);
    }

    /** A column's own name goes before another one's alias. */
    private static @Nullable Column find(FileKind kind, String key, Map<String, Integer> places) {
        return kind.columns().stream()
                .filter(column -> Column.key(column.name()).equals(key))
                .findFirst()
                .or(() -> kind.columns().stream()
                        .filter(column -> column.isCalled(key) && !places.containsKey(column.name()))
                        .findFirst())
                .orElse(null);
    }
}
