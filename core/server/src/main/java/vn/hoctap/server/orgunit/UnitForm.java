package vn.hoctap.server.orgunit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Json;

/** What somebody types about a unit, as the API would be sent it. */
final class UnitForm {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,10})?");

    private UnitForm() {}

    static UnitView.Form of(OrgUnit unit) {
        return new UnitView.Form(
                unit.id(),
                unit.name(),
                Objects.requireNonNullElse(unit.parent(), ""),
                "",
                text(unit.from()),
                text(unit.to()),
                String.join(", ", unit.successors()),
                new TreeMap<>(unit.attributes())
                        .entrySet().stream()
                                .map(attribute -> attribute.getKey() + ": " + attribute.getValue())
                                .collect(Collectors.joining("\n")));
    }

    static UnitView.Form empty(String parent) {
        return new UnitView.Form("", "", parent, "", "", "", "", "");
    }

    static UnitView.Form of(MultiMap sent) {
        return new UnitView.Form(
                sent(sent, "id"),
                sent(sent, "name"),
                sent(sent, "parent"),
                sent(sent, "parentFrom"),
                sent(sent, "from"),
                sent(sent, "to"),
                sent(sent, "successors"),
                sent(sent, "attributes"));
    }

    private static String sent(MultiMap sent, String name) {
        return Objects.requireNonNullElse(sent.get(name), "").strip();
    }

    private static String text(@Nullable Object day) {
        return day == null ? "" : day.toString();
    }

    /** Attributes that are not named any more end. */
    static ObjectNode body(UnitView.Form form, String kind, Map<String, Object> known) {
        ObjectNode body = Json.mapper().createObjectNode();
        if (!form.id().isEmpty()) {
            body.put("id", form.id());
        }
        body.put("kind", kind);
        body.put("name", form.name());
        body.put("parent", nullable(form.parent()));
        body.put("from", nullable(form.from()));
        body.put("to", nullable(form.to()));
        if (!form.parentFrom().isEmpty()) {
            body.put("parentFrom", form.parentFrom());
        }
        Stream.of(form.successors().split("[,\\s]+"))
                .filter(id -> !id.isEmpty())
                .forEach(body.putArray("successors")::add);
        ObjectNode attributes = body.putObject("attributes");
        known.keySet().forEach(attributes::putNull);
        form.attributes().lines().filter(line -> !line.isBlank()).forEach(line -> put(attributes, line));
        return body;
    }

    private static void put(ObjectNode attributes, String line) {
        int colon = line.indexOf(':');
        String name = (colon < 0 ? line : line.substring(0, colon)).strip();
        String value = colon < 0 ? "" : line.substring(colon + 1).strip();
        if (NUMBER.matcher(value).matches()) {
            attributes.put(name, new BigDecimal(value));
        } else if (value.equals("true") || value.equals("false")) {
            attributes.set(name, JsonNodeFactory.instance.booleanNode(value.equals("true")));
        } else {
            attributes.put(name, value);
        }
    }

    private static @Nullable String nullable(String text) {
        return text.isEmpty() ? null : text;
    }
}
