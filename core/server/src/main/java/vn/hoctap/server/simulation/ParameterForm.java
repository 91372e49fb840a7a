package vn.hoctap.server.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.simulation.SimulationsView.Parameter;

/** The parameters of a set as a form, to be tried with other values. */
final class ParameterForm {
    private static final String PREFIX = "param.";
    private static final Pattern POINTS = Pattern.compile("(\\w{1,50})For(\\d{1,3})");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}([.,][0-9]{1,10})?");

    private ParameterForm() {}

    static List<Parameter> of(CriteriaSet set, Words words) {
        return set.parameters().stream()
                .map(parameter ->
                        new Parameter(parameter.name(), label(parameter.name(), words), text(parameter.value())))
                .toList();
    }

    /** {@code hoursFor8} are the hours for 8 points. */
    private static String label(String name, Words words) {
        Matcher points = POINTS.matcher(name);
        return points.matches()
                ? words.get(
                        "parameter.for",
                        words.orElse("parameter.base." + points.group(1), String.valueOf(points.group(1))),
                        String.valueOf(points.group(2)))
                : words.orElse("parameter." + name, name);
    }

    private static String text(Object value) {
        return value instanceof Rational number ? number.toString() : value.toString();
    }

    /** Those that are other than they are. */
    static Map<String, JsonNode> changed(
            Optional<CriteriaSet> set, Words words, Function<String, @Nullable String> form) {
        Map<String, JsonNode> changed = new HashMap<>();
        for (Parameter known : set.map(found -> of(found, words)).orElse(List.of())) {
            String sent = form.apply(PREFIX + known.name());
            if (sent != null && !sent.isBlank() && !sent.strip().equals(known.value())) {
                changed.put(known.name(), node(sent.strip()));
            }
        }
        return changed;
    }

    private static JsonNode node(String text) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (NUMBER.matcher(text).matches()) {
            return json.numberNode(new BigDecimal(text.replace(',', '.')));
        }
        return text.equals("true") || text.equals("false")
                ? json.booleanNode(Boolean.parseBoolean(text))
                : json.textNode(text);
    }
}
