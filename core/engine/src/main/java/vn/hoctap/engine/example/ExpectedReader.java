package vn.hoctap.engine.example;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSet.Condition;
import vn.hoctap.engine.criteria.CriteriaSet.Indicator;
import vn.hoctap.engine.criteria.CriteriaSet.Level;
import vn.hoctap.engine.decision.Outcome;

/** Reads what a case expects, in the names of the set. */
final class ExpectedReader {
    private static final Set<String> KEYS =
            Set.of("title", "outcome", "total", "level", "points", "outcomes", "shares", "denied");
    private static final Pattern SHARE = Pattern.compile("[0-9]{1,9}/[0-9]{1,9}|none");
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
                Optional.ofNullable(keys.get("points"))
                        .map(points -> byIndicator(points, Written::number))
                        .orElse(Map.of()),
                Optional.ofNullable(keys.get("outcomes"))
                        .map(words -> byIndicator(words, word -> word.choice(OUTCOMES)))
                        .orElse(Map.of()),
                Optional.ofNullable(keys.get("shares"))
                        .map(shares -> byIndicator(shares, ExpectedReader::share))
                        .orElse(Map.of()),
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

    private <T> Map<String, T> byIndicator(Written said, Function<Written, Optional<T>> read) {
        Set<String> indicators = set.indicators().stream().map(Indicator::id).collect(Collectors.toSet());
        Map<String, T> values = new LinkedHashMap<>();
        said.keys(indicators)
                .forEach((indicator, written) -> read.apply(written).ifPresent(value -> values.put(indicator, value)));
        return values;
    }

    private static Optional<String> share(Written written) {
        return written.text().filter(text -> {
            boolean good = SHARE.matcher(text).matches();
            if (!good) {
                written.fault("“" + text + "” is no share.", "Write numerator/denominator, for example 9/10, or none.");
            }
            return good;
        });
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
