package vn.hoctap.server.orgunit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.orgunit.ReorganiseView.Figure;
import vn.hoctap.server.orgunit.ReorganiseView.Row;
import vn.hoctap.server.orgunit.ReorganiseView.Table;

/**
 * A preview in words.
 *
 * @param made the names of units that are not there yet
 */
record PreviewWords(Words words, OrgTree tree, Map<String, String> made) {
    private static final int SHOWN = 100;

    static PreviewWords of(Words words, OrgTree tree, Optional<Preview> preview) {
        return new PreviewWords(
                words,
                tree,
                preview.map(Preview::units).orElse(List.of()).stream()
                        .collect(Collectors.toMap(Preview.UnitLine::id, Preview.UnitLine::name, (one, same) -> one)));
    }

    List<String> steps(JsonNode steps) {
        List<String> told = new ArrayList<>();
        steps.forEach(step -> told.add(words.get(
                "tree.said." + step.path("kind").asText(),
                units(step),
                target(step),
                step.path("parent").asText())));
        return told;
    }

    private String units(JsonNode step) {
        return step.has("unit")
                ? name(step.path("unit").asText())
                : step.path("units")
                        .valueStream()
                        .map(unit -> name(unit.asText()))
                        .collect(Collectors.joining(", "));
    }

    private String target(JsonNode step) {
        JsonNode into = step.path("into");
        Stream<JsonNode> targets = into.isArray() ? into.valueStream() : Stream.of(into);
        return targets.map(one -> one.path("name").asText(name(one.path("id").asText())))
                .collect(Collectors.joining(", "));
    }

    private String name(@Nullable String unit) {
        return unit == null || unit.isEmpty()
                ? words.get("tree.top")
                : tree.find(unit).map(OrgUnit::name).orElseGet(() -> made.getOrDefault(unit, unit));
    }

    ReorganiseView.Shown shown(Preview preview) {
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(words.get("tree.preview.moving"), words.number(sum(preview.moving()))));
        figures.add(new Figure(words.get("tree.preview.concerned"), words.number(sum(preview.concerned()))));
        figures.add(new Figure(words.get("tree.preview.titles"), words.number(sum(preview.titles()))));
        figures.add(new Figure(words.get("tree.preview.year"), String.valueOf(preview.firstYear())));
        List<Table> tables = new ArrayList<>();
        table(tables, "units", preview.units().stream().map(this::unit));
        table(tables, "moving", kinds(preview.moving()));
        table(tables, "concerned", kinds(preview.concerned()));
        table(
                tables,
                "ending",
                preview.ending().stream()
                        .map(one -> new Row(name(one.subject()), one.title() + " · " + one.cycle(), one.level())));
        table(
                tables,
                "sets",
                preview.sets().stream()
                        .map(set -> new Row(set.set() + " " + set.version(), name(set.scope()), heirs(set.heirs()))));
        table(
                tables,
                "roles",
                preview.roles().stream()
                        .map(role -> new Row(
                                words.orElse("role." + role.what(), role.what()) + " · " + role.number(),
                                name(role.unit()),
                                heirs(role.heirs()))));
        table(
                tables,
                "providers",
                preview.providers().stream()
                        .map(provider -> new Row(provider.what(), name(provider.unit()), heirs(provider.heirs()))));
        table(
                tables,
                "attributes",
                preview.attributes().stream()
                        .map(line -> new Row(
                                name(line.unit()),
                                line.attribute(),
                                text(line.before()) + " → " + text(line.after()))));
        List<String> warnings = preview.clashes().stream()
                .map(clash -> words.get("tree.clash", clash))
                .toList();
        return new ReorganiseView.Shown(figures, tables, warnings);
    }

    private void table(List<Table> tables, String name, Stream<Row> rows) {
        List<Row> all = rows.toList();
        if (!all.isEmpty()) {
            List<Row> shown = all.size() > SHOWN ? all.subList(0, SHOWN) : all;
            String more = all.size() > SHOWN ? words.get("tree.preview.more", all.size() - SHOWN) : "";
            tables.add(new Table(words.get("tree.table." + name), more, shown));
        }
    }

    private Row unit(Preview.UnitLine line) {
        String fate = line.fate().name().toLowerCase(Locale.ROOT);
        String detail = switch (line.fate()) {
            case CREATED -> words.get("tree.line.created", name(line.parent()));
            case ENDED ->
                line.successors().isEmpty()
                        ? words.get("tree.line.nobody")
                        : words.get("tree.line.ended", names(line.successors()));
            case MOVED -> words.get("tree.line.moved", name(line.from()), name(line.parent()));
        };
        return new Row(line.name() + " · " + line.id(), detail, words.get("tree.fate." + fate));
    }

    private String names(Collection<String> units) {
        return units.stream().map(this::name).collect(Collectors.joining(", "));
    }

    private String heirs(List<String> heirs) {
        return heirs.isEmpty() ? words.get("tree.nobody") : "→ " + names(heirs);
    }

    private Stream<Row> kinds(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> new Row(words.get("kind." + count.getKey()), "", words.number(count.getValue())));
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "–" : value.toString();
    }
}
