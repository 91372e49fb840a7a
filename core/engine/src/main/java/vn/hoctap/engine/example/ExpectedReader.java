package vn.hoctap.engine.example;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSet.Condition;
import vn.hoctap.engine.criteria.CriteriaSet.Indicator;
import vn.hoctap.engine.criteria.CriteriaSet.Level;
import vn.hoctap.engine.decision.Outcome;

/** Reads what a case expects, in the names of the set. */
final class ExpectedReader {
    private static final Set<String> KEYS = Set.of("title", "outcome", "total", "level", "points", "denied");
    private static final Map<String, Outcome> OUTCOMES =
            Stream.of(Outcome.values()).collect(Collectors.toMap(Outcome::name, outcome -> outcome));

    private final CriteriaSet set;

    ExpectedReader(CriteriaSet set) {
        this.set = set;
    }

    Expected read(Written said) {
        Map<String, Written> keys = said.keys(KEYS);
        Expected expected = new Expected(
                Optional.ofNullable(keys.get("title")).flatMap(Written::flag),
                Optional.ofNullable(keys.get("outcome")).flatMap(word -> word.choice(OUTCOMES)),
                Optional.ofNullable(keys.get("total")).flatMap(Written::number),
                Optional.ofNullable(keys.get("level")).flatMap(this::level),
                Optional.ofNullable(keys.get("points")).map(this::points).orElse(Map.of()),
                Optional.ofNullable(keys.get("denied")).map(this::conditions));
        if (expected.isEmpty()) {
            said.fault("The case expects nothing.", "Say what comes out, for example expect: {title: true}.");
        }
        return expected;
    }

    private Optional<String> level(Written word) {
        Set<String> levels =
                set.award().levels().stream().map(Level::id).collect(Collectors.toCollection(TreeSet::new));
        levels.add("none");
        return word.text().filter(level -> word.knownAs(level, "level", levels));
    }

    private Map<String, Rational> points(Written said) {
        Set<String> indicators = set.indicators().stream().map(Indicator::id).collect(Collectors.toSet());
        Map<String, Rational> points = new LinkedHashMap<>();
        said.keys(indicators)
                .forEach((indicator, written) -> written.number().ifPresent(number -> points.put(indicator, number)));
        return points;
    }

    private Set<String> conditions(Written said) {
        Set<String> known = Stream.concat(
                        set.award().requires().stream().map(Condition::id),
                        set.award().levels().stream().flatMap(ExpectedReader::conditions))
                .collect(Collectors.toSet());
        Set<String> denied = new TreeSet<>();
        for (Written item : said.items()) {
            item.text()
                    .filter(condition -> item.knownAs(condition, "condition", known))
                    .ifPresent(denied::add);
        }
        return denied;
    }

    private static Stream<String> conditions(Level level) {
        return level.requires().stream()
                .map(condition -> condition.id().equals(level.id()) ? level.id() : level.id() + "." + condition.id());
    }
}
