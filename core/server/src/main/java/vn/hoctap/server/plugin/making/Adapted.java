package vn.hoctap.server.plugin.making;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSet.Indicator;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.engine.criteria.Way.Assessor;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.example.Example;
import vn.hoctap.engine.example.ExampleReader;
import vn.hoctap.engine.expression.Bindings;
import vn.hoctap.engine.measure.Measures;

/** What a plugin that adapts a set takes from it: what can be changed, and examples of what comes out today. */
public final class Adapted {
    private static final List<String> GROUPS = List.of(
            "nong-dan", "cong-nhan", "cong-chuc", "vien-chuc", "doanh-nhan", "can-bo-quan-ly", "hoc-sinh-sinh-vien");
    private static final Rational AGE = Rational.of(40);

    private Adapted() {}

    static Map<String, String> values(Wish wish, CriteriaSet base) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("base", base.id());
        values.put(
                "audienceLine",
                wish.orgUnit() == null
                        ? "audience: 'subject.group == \"" + wish.id() + "\"'   # whom it judges"
                        : base.audience()
                                .map(audience -> "# audience is inherited: " + audience.source())
                                .orElse(""));
        values.put("parameterLines", parameters(base));
        values.put(
                "anyCriterion",
                base.criteria().isEmpty() ? "…" : base.criteria().getFirst().id());
        values.put(
                "anyIndicator",
                base.indicators().isEmpty() ? "…" : base.indicators().getFirst().id());
        return values;
    }

    private static String parameters(CriteriaSet base) {
        if (base.parameters().isEmpty()) {
            return "";
        }
        return "# The numbers that can be changed; take away “# ” before “parameters” and before each that you change.\n"
                + "# parameters:\n"
                + base.parameters().stream()
                        .map(one -> "#   %s: {value: %s}".formatted(one.name(), Quoted.value(one.value())))
                        .collect(Collectors.joining("\n"));
    }

    /**
     * The examples of a scaffold that adapts a set, with what comes out today.
     *
     * @param set the adapted one, resolved
     * @return empty when nobody is known whom it judges
     */
    public static Optional<String> examples(Scaffold scaffold, CriteriaSet set, Wish wish, Measures measures) {
        return subject(set, wish.id()).flatMap(subject -> {
            Map<String, String> outcome = new LinkedHashMap<>();
            outcome.put("subject", subject);
            outcome.put("appraised", appraised(set));
            outcome.put("expectBest", "{title: true}");
            outcome.put("expectNothing", "{title: true}");
            List<Example> cases = new ExampleReader(List.of(set))
                    .read(List.of(new CriteriaSource("examples", scaffold.adaptedExamples(outcome))))
                    .examples();
            if (cases.size() != 2) {
                return Optional.empty();
            }
            outcome.put("expectBest", said(cases.getFirst().under(set, measures)));
            outcome.put("expectNothing", said(cases.getLast().under(set, measures)));
            return Optional.of(scaffold.adaptedExamples(outcome));
        });
    }

    private static String said(Decision decision) {
        String level = decision.level().map(id -> ", level: " + id).orElse("");
        // A total such as 200/3 cannot be written as a decimal.
        String total = decision.total().toString().contains("/") ? "" : ", total: " + decision.total();
        return "{title: %s%s%s}".formatted(decision.met(), total, level);
    }

    private static String appraised(CriteriaSet set) {
        return set.indicators().stream()
                .filter(indicator ->
                        indicator.from().stream().anyMatch(way -> way.by().equals(Optional.of(Assessor.APPRAISER))))
                .filter(indicator -> indicator.max().isPresent())
                .map(Adapted::most)
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String most(Indicator indicator) {
        return indicator.id() + ": " + indicator.max().orElseThrow();
    }

    /** Somebody whom the set judges. */
    private static Optional<String> subject(CriteriaSet set, String group) {
        if (set.audience().isEmpty()) {
            return Optional.of(set.subject() == SubjectKind.CITIZEN ? "{age: 40}" : "{}");
        }
        return Stream.concat(GROUPS.stream(), Stream.of(group))
                .filter(one -> set.audience()
                        .orElseThrow()
                        .test(Bindings.subject(Map.of("kind", set.subject().slug(), "group", one, "age", AGE)))
                        .isTrue())
                .findFirst()
                .map(one -> "{group: " + one + ", age: 40}");
    }
}
