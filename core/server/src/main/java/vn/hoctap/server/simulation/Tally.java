package vn.hoctap.server.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.simulation.TitleChanges.Count;

/** The changes added up: in all, by the units right below one, and by group. */
record Tally(List<Count> counts) {
    private static final int PERCENT = 100;

    /** How many of each fate; what nobody has is absent. */
    record Sums(Map<Fate, Long> byFate) {
        long of(Fate fate) {
            return byFate.getOrDefault(fate, 0L);
        }

        /** Whatever is not the same afterwards. */
        long changes() {
            return byFate.entrySet().stream()
                    .filter(entry -> entry.getKey() != Fate.RENEWED)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        /** The titles of those concerned, as they were before. */
        long held() {
            return of(Fate.LOST) + of(Fate.FLAGGED) + of(Fate.LEVEL) + of(Fate.RENEWED);
        }

        /** Those that are lost or doubted. */
        long lost() {
            return of(Fate.LOST) + of(Fate.FLAGGED);
        }

        ObjectNode json() {
            ObjectNode json = Json.mapper().createObjectNode();
            for (Fate fate : Fate.values()) {
                json.put(fate.slug(), of(fate));
            }
            return json;
        }
    }

    /** @param key a unit or a group; empty: of neither */
    record Line(Optional<String> key, Sums sums) {}

    Sums all() {
        return sums(counts);
    }

    /** Those with most losses first. */
    List<Line> by(Function<Count, Optional<String>> key) {
        Map<Optional<String>, Map<Fate, Long>> lines = new LinkedHashMap<>();
        counts.forEach(count -> lines.computeIfAbsent(key.apply(count), k -> new EnumMap<>(Fate.class))
                .merge(count.fate(), count.changes(), Long::sum));
        return lines.entrySet().stream()
                .map(line -> new Line(line.getKey(), new Sums(line.getValue())))
                .filter(line -> line.sums().changes() > 0)
                .sorted(Comparator.comparingLong((Line line) -> -line.sums().of(Fate.LOST))
                        .thenComparingLong(line -> -line.sums().changes())
                        .thenComparing(line -> line.key().orElse("")))
                .toList();
    }

    List<Line> byGroup() {
        return by(count -> Optional.ofNullable(count.group()));
    }

    /** Of the units right below this one; null: of the roots. Who belongs to none of them stands for himself. */
    List<Line> byUnit(OrgTree tree, @Nullable String above) {
        return by(count -> below(tree, above, count.unit()));
    }

    private static Optional<String> below(OrgTree tree, @Nullable String above, @Nullable String unit) {
        String id = unit;
        while (id != null) {
            String parent = tree.find(id).map(OrgUnit::parent).orElse(null);
            if (above == null ? parent == null : above.equals(parent)) {
                return Optional.of(id);
            }
            id = parent;
        }
        return Optional.ofNullable(above);
    }

    /** Only those of these units. */
    Tally within(List<String> units) {
        return new Tally(counts.stream()
                .filter(count -> count.unit() != null && units.contains(count.unit()))
                .toList());
    }

    private static Sums sums(List<Count> counts) {
        Map<Fate, Long> sums = new EnumMap<>(Fate.class);
        counts.forEach(count -> sums.merge(count.fate(), count.changes(), Long::sum));
        return new Sums(sums);
    }

    /** Of a hundred of those concerned who hold a title, so many lose it or have it doubted; at most four decimals. */
    static BigDecimal lostShare(Sums sums) {
        return sums.held() == 0
                ? BigDecimal.ZERO
                : Json.number(Rational.of(sums.lost() * PERCENT).over(Rational.of(sums.held())));
    }
}
