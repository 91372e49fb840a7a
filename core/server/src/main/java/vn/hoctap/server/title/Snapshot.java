package vn.hoctap.server.title;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.decision.Decision.ConditionResult;
import vn.hoctap.engine.decision.Decision.CriterionResult;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.decision.Explanation;
import vn.hoctap.server.http.Json;

/**
 * The explanation that is kept with a title, as JSON: the tree of criteria, indicators and conditions with the facts that
 * counted, in the shape of {@code /progress}. Numbers are exact texts, because this is the proof and not a display.
 */
public final class Snapshot {
    private Snapshot() {}

    public static byte[] of(Explanation explanation, Instant asOf) {
        Decision decision = explanation.decision();
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("asOf", asOf.toString());
        tree.put("set", decision.set());
        tree.put("version", decision.version());
        tree.put("title", decision.title());
        tree.put("cycle", decision.cycle());
        tree.put("outcome", decision.outcome().name());
        tree.put("level", decision.level().orElse(null));
        tree.put("total", decision.total().toString());
        tree.put(
                "conditions",
                decision.conditions().stream().map(Snapshot::condition).toList());
        tree.put(
                "criteria",
                decision.criteria().stream().map(c -> criterion(c, explanation)).toList());
        return Json.bytes(tree);
    }

    private static Map<String, @Nullable Object> condition(ConditionResult condition) {
        Map<String, @Nullable Object> node = new LinkedHashMap<>();
        node.put("id", condition.id());
        node.put("outcome", condition.outcome().name());
        node.put("actual", exact(condition.actual()));
        node.put("needed", exact(condition.needed()));
        return node;
    }

    private static Map<String, @Nullable Object> criterion(CriterionResult criterion, Explanation explanation) {
        Map<String, @Nullable Object> node = new LinkedHashMap<>();
        node.put("id", criterion.id());
        node.put("points", criterion.points().toString());
        node.put("max", criterion.max().toString());
        node.put(
                "indicators",
                criterion.indicators().stream()
                        .map(i -> indicator(i, explanation))
                        .toList());
        return node;
    }

    private static Map<String, @Nullable Object> indicator(IndicatorResult indicator, Explanation explanation) {
        Map<String, @Nullable Object> node = new LinkedHashMap<>();
        node.put("id", indicator.id());
        node.put("points", indicator.points().toString());
        node.put("max", indicator.max().toString());
        node.put("outcome", indicator.outcome().name());
        node.put("value", exact(indicator.value()));
        List<Map<String, String>> facts = explanation.counted(indicator.id()).stream()
                .map(c -> Map.of("id", c.id(), "counted", c.counted().toString()))
                .toList();
        node.put("facts", facts);
        return node;
    }

    private static @Nullable String exact(Optional<Rational> number) {
        return number.map(Rational::toString).orElse(null);
    }
}
