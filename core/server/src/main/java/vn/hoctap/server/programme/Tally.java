package vn.hoctap.server.programme;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import vn.hoctap.server.http.Json;

/**
 * For what one subject is counted in a cycle, and in which units: each figure in a set of units, so that nobody is counted
 * twice for the same thing in one place.
 *
 * @param figures by their numbers or names
 * @param learning a collective that holds a title
 */
record Tally<F extends Comparable<F>>(Map<F, SortedSet<String>> figures, boolean learning) {

    static final class Marks {
        private final Map<String, SortedSet<String>> figures = new TreeMap<>();

        void count(String figure, Collection<String> units) {
            figures.computeIfAbsent(figure, name -> new TreeSet<>()).addAll(units);
        }

        Tally<String> tally(boolean learning) {
            return new Tally<String>(figures, learning);
        }
    }

    static Tally<Integer> nothing() {
        return new Tally<Integer>(Map.of(), false);
    }

    static Tally<String> noName() {
        return new Tally<String>(Map.of(), false);
    }

    boolean isEmpty() {
        return figures.isEmpty() && !learning;
    }

    /** The figures by their numbers. */
    Tally<Integer> numbered(ToIntFunction<F> numbers) {
        Map<Integer, SortedSet<String>> numbered = new TreeMap<>();
        figures.forEach((figure, units) -> numbered.put(numbers.applyAsInt(figure), units));
        return new Tally<Integer>(numbered, learning);
    }

    /** Figures that count in the same units share them. */
    static String write(Tally<Integer> tally) {
        Map<SortedSet<String>, ArrayNode> groups = new LinkedHashMap<>();
        ArrayNode all = Json.mapper().createArrayNode();
        tally.figures()
                .forEach((figure, units) -> groups.computeIfAbsent(units, first -> {
                            ObjectNode group = all.addObject();
                            ArrayNode named = group.putArray("u");
                            first.forEach(named::add);
                            return group.putArray("f");
                        })
                        .add(figure));
        return all.toString();
    }

    static Tally<Integer> read(String json, boolean learning) {
        try {
            Map<Integer, SortedSet<String>> figures = new TreeMap<>();
            for (JsonNode group : Json.mapper().readTree(json)) {
                SortedSet<String> units = new TreeSet<>();
                group.path("u").forEach(unit -> units.add(unit.textValue()));
                group.path("f").forEach(figure -> figures.put(figure.intValue(), units));
            }
            return new Tally<Integer>(figures, learning);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
