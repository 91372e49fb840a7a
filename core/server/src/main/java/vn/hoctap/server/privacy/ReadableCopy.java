package vn.hoctap.server.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Words;

/**
 * Puts a copy of somebody's data into the words of a page: what a program would read as it stands, people read here.
 *
 * @param names of places and collectives, by their ids
 */
record ReadableCopy(Words words, Function<String, Optional<String>> names) {
    /** Where the texts are that may say what a value means, by its column. */
    private static final Map<String, List<String>> MEANINGS = Map.of(
            "group", List.of("group."),
            "kind", List.of("kind.", "privacy.kind."),
            "type", List.of("type."),
            "source", List.of("source."),
            "outcome", List.of("outcome."),
            "deed", List.of("audit.deed."),
            "state", List.of("title.state.", "privacy.state.", "enrolment.state."),
            "assessor", List.of("counted."),
            "mark", List.of("activity."),
            "place", List.of("privacy.column."));

    /** As they stand in the history of attributes. */
    private static final Map<String, List<String>> DATED =
            Map.of("name", List.of("privacy.column."), "value", List.of("group."));

    private static final Set<String> NAMED = Set.of("residence", "workplaces", "unit", "collective");

    private static final String DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    private static final String MOMENT = DAY + "T[0-9:.]+Z";

    /** A part is one thing, or a list of things; what no row has is left out. */
    CopyView.Part part(String part, @Nullable Object content) {
        List<Map<String, @Nullable Object>> rows = rows(content);
        List<String> columns = rows.stream()
                .flatMap(row -> row.keySet().stream())
                .distinct()
                .filter(column -> rows.stream()
                        .anyMatch(row -> !text(column, row.get(column)).isEmpty()))
                .toList();
        return new CopyView.Part(
                words.get("privacy.part." + part),
                columns.stream().map(this::label).toList(),
                rows.stream()
                        .map(row -> columns.stream()
                                .map(column -> text(column, row.get(column)))
                                .toList())
                        .toList());
    }

    /** As it was sent, an activity is in the file; here it would say everything twice. */
    @SuppressWarnings("unchecked") // JSON objects have texts for keys
    private static List<Map<String, @Nullable Object>> rows(@Nullable Object content) {
        Collection<?> items = content instanceof Collection<?> several
                ? several
                : Stream.ofNullable(content).toList();
        return items.stream()
                .map(ReadableCopy::plain)
                .map(item -> item instanceof Map<?, ?> map
                        ? new LinkedHashMap<>((Map<String, @Nullable Object>) map)
                        : new LinkedHashMap<String, @Nullable Object>(Map.of("content", String.valueOf(item))))
                .peek(row -> row.remove("sent"))
                .collect(Collectors.toList());
    }

    private static Object plain(Object value) {
        return value instanceof JsonNode json ? Json.mapper().convertValue(json, Object.class) : value;
    }

    private String label(String column) {
        return words.orElse("privacy.column." + column, column);
    }

    private String text(String column, @Nullable Object value) {
        return switch (value == null ? "" : plain(value)) {
            case Collection<?> several ->
                several.stream()
                        .map(one -> text(column, one))
                        .filter(one -> !one.isEmpty())
                        .collect(Collectors.joining("; "));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> column.equals("attributes")
                                ? dated(String.valueOf(entry.getKey()), entry.getValue())
                                : labelled(String.valueOf(entry.getKey()), entry.getValue()))
                        .filter(one -> !one.isEmpty())
                        .collect(Collectors.joining(", "));
            case Instant moment -> words.moment(moment);
            case LocalDate day -> words.date(day);
            case Boolean answer -> words.get(answer ? "privacy.yes" : "privacy.no");
            case Object other -> said(column, other.toString());
        };
    }

    private String labelled(String column, @Nullable Object value) {
        String text = text(column, value);
        return text.isEmpty() ? "" : label(column) + ": " + text;
    }

    private String dated(String column, @Nullable Object value) {
        String text = value == null ? "" : meant(DATED.getOrDefault(column, List.of()), value.toString());
        return text.isEmpty() ? "" : label(column) + ": " + said(column, text);
    }

    private String meant(List<String> prefixes, String text) {
        return prefixes.stream()
                .flatMap(prefix -> Stream.of(prefix + text, prefix + text.toLowerCase(Locale.ROOT)))
                .filter(words::has)
                .findFirst()
                .map(words::get)
                .orElse(text);
    }

    private String said(String column, String text) {
        if (text.matches(MOMENT)) {
            return words.moment(Instant.parse(text));
        }
        if (text.matches(DAY)) {
            return words.date(LocalDate.parse(text));
        }
        return NAMED.contains(column)
                ? names.apply(text).orElse(text)
                : meant(MEANINGS.getOrDefault(column, List.of()), text);
    }
}
