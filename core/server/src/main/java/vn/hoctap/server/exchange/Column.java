package vn.hoctap.server.exchange;

import java.util.List;
import java.util.Set;
import vn.hoctap.server.subject.SearchText;

/**
 * A column of a file.
 *
 * @param required a file without it is refused
 * @param aliases under which it is known too, as {@link #key} makes them
 */
public record Column(String name, Type type, boolean required, Set<String> aliases) {

    public enum Type {
        TEXT,
        NUMBER,
        DAY,
        MOMENT,
        TRUTH,
        /** Several in one cell, with a bar between them. */
        LIST
    }

    public static Column of(String name, Type type, String... aliases) {
        return new Column(name, type, false, Set.of(aliases));
    }

    static Column required(String name, Type type, String... aliases) {
        return new Column(name, type, true, Set.of(aliases));
    }

    boolean isCalled(String key) {
        return key(name).equals(key) || aliases.contains(key);
    }

    /** A heading or another word without case, tone marks, blanks and signs: {@code Họ và tên *} is {@code hovaten}. */
    static String key(String text) {
        return SearchText.of(text).replaceAll("[^\\p{Alnum}]", "");
    }

    static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }
}
