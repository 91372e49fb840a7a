package vn.hoctap.server.exchange;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vn.hoctap.engine.expression.Suggestions;

/**
 * The words of one kind that are known, each by its id and whatever else people call it. Finds what was meant: without
 * case, tone marks and signs, when that leaves no doubt; a word that is only near is suggested, never taken. Used by one
 * thread.
 */
final class Lexicon {
    private static final int REMEMBERED = 2_000;
    private static final int LARGE = 20_000;

    sealed interface Match {
        /** @param taken it was written in another way */
        record Known(String id, boolean taken) implements Match {}

        record Unknown(Optional<String> near) implements Match {}
    }

    private final Set<String> ids = new TreeSet<>();
    private final Map<String, Set<String>> byKey = new HashMap<>();
    private final Map<String, Match> found = new LinkedHashMap<>();

    Lexicon add(String id, String... names) {
        ids.add(id);
        put(id, id);
        for (String name : names) {
            put(name, id);
        }
        return this;
    }

    private void put(String name, String id) {
        String key = Column.key(name);
        if (!key.isEmpty()) {
            byKey.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(id);
        }
    }

    Set<String> ids() {
        return ids;
    }

    boolean knows(String id) {
        return ids.contains(id);
    }

    Match find(String word) {
        if (found.size() > REMEMBERED) {
            found.clear();
        }
        return found.computeIfAbsent(word, this::search);
    }

    private Match search(String word) {
        if (ids.contains(word)) {
            return new Match.Known(word, false);
        }
        Set<String> meant = byKey.getOrDefault(Column.key(word), Set.of());
        if (meant.size() == 1) {
            return new Match.Known(meant.iterator().next(), true);
        }
        if (meant.size() > 1) {
            return new Match.Unknown(Optional.of(String.join(" / ", meant)));
        }
        return new Match.Unknown(ids.size() > LARGE ? Optional.empty() : near(word));
    }

    private Optional<String> near(String word) {
        return Suggestions.nearest(word, ids)
                .or(() -> Suggestions.nearest(Column.key(word), byKey.keySet())
                        .map(key -> String.join(" / ", byKey.getOrDefault(key, Set.of()))));
    }

    /** One of the known; anything else is a fault of the cell. */
    Optional<String> demand(RowReader row, String column, String word) {
        return switch (find(word)) {
            case Match.Known known -> Optional.of(taken(row, column, word, known));
            case Match.Unknown unknown -> {
                row.fault(
                        column,
                        unknown.near().isPresent() ? "unknown.near" : "unknown",
                        word,
                        unknown.near().orElseGet(() -> Suggestions.list(ids)));
                yield Optional.empty();
            }
        };
    }

    /** Others than the known are taken too, with a note. */
    String accept(RowReader row, String column, String word) {
        return switch (find(word)) {
            case Match.Known known -> taken(row, column, word, known);
            case Match.Unknown unknown -> {
                row.note(
                        column,
                        unknown.near().isPresent() ? "new.near" : "new",
                        word,
                        unknown.near().orElse(""));
                yield word;
            }
        };
    }

    private static String taken(RowReader row, String column, String word, Match.Known known) {
        if (known.taken() && !known.id().equalsIgnoreCase(word)) {
            row.note(column, "taken", word, known.id());
        }
        return known.id();
    }
}
