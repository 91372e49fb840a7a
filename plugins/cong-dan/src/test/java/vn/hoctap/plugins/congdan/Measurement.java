package vn.hoctap.plugins.congdan;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.hoctap.engine.criteria.CriteriaSet.Indicator;
import vn.hoctap.engine.criteria.Way;
import vn.hoctap.engine.expression.Expression;

/**
 * How an indicator is measured without any number: neither thresholds and points, nor the numbers in conditions and
 * levels. What differs only in those, or in trust and advice, is measured alike.
 */
record Measurement(Set<Of> ways) {

    record Of(
            String measure,
            Optional<String> of,
            Optional<String> where,
            Optional<Way.Assessor> by,
            Way.Window window,
            Map<String, String> options) {}

    static Measurement of(Indicator indicator) {
        return new Measurement(indicator.from().stream().map(Measurement::of).collect(Collectors.toSet()));
    }

    private static Of of(Way way) {
        Map<String, String> options = new TreeMap<>(way.options());
        options.replace("level", "#");
        return new Of(
                way.measure(),
                way.of(),
                way.where().map(Expression::source).map(Measurement::withoutNumbers),
                way.by(),
                way.window(),
                options);
    }

    /** Numbers within words, such as those of tt02-2025, are names. */
    private static String withoutNumbers(String condition) {
        return condition.replaceAll("(?<![\\w.\"-])[0-9]+(\\.[0-9]+)?(?![\\w\"-])", "#");
    }
}
