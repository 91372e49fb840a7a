package vn.hoctap.server.plugin.making;

import java.util.HashMap;
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
    private static final List<String> UNIT_KINDS =
            List.of("village", "commune", "district", "province", "organisation");
    private static final Rational AGE = Rational.of(40);

    private Adapted() {}

    static Map<String, String> values(Wish wish, CriteriaSet base) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("base", base.id());
        values.put(
                "audienceLine",
                wish.orgUnit() == null
                        ? "audience: '" + audience(base, wish.id()) + "'   # whom it judges"
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

    /** Collectives have no group: then it is for a region, among those whom the base judges. */
    private static String audience(CriteriaSet base, String id) {
        return base.subject() == SubjectKind.CITIZEN
                ? "subject.group == \"" + id + "\""
                : base.audience()
                                .map(audience -> "(" + audience.source().strip().replace("'", "''") + ") && ")
                                .orElse("")
                        + "subject.region == \"" + id + "\"";
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
            outcome.put("memberLines", ExampleMembers.of(set));
            outcome.put(
                    "noMembers", ExampleMembers.of(set).isEmpty() ? "" : "\n    without: " + ExampleMembers.ids(set));
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
    private static Optional<String> subject(CriteriaSet set, String id) {
        boolean citizen = set.subject() == SubjectKind.CITIZEN;
        if (set.audience().isEmpty()) {
            return Optional.of(citizen ? "{age: 40}" : "{}");
        }
        return (citizen ? people(id) : collectives(id))
                .filter(fields -> {
                    Map<String, Object> known = new HashMap<>(fields);
                    known.put("kind", set.subject().slug());
                    return set.audience()
                            .orElseThrow()
                            .test(Bindings.subject(known))
                            .isTrue();
                })
                .findFirst()
                .map(fields -> fields.entrySet().stream()
                        .map(field -> field.getKey() + ": " + field.getValue())
                        .collect(Collectors.joining(", ", "{", "}")));
    }

    private static Stream<Map<String, Object>> people(String group) {
        return Stream.concat(GROUPS.stream(), Stream.of(group)).map(one -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("group", one);
            fields.put("age", AGE);
            return fields;
        });
    }

    private static Stream<Map<String, Object>> collectives(String region) {
        return UNIT_KINDS.stream()
                .flatMap(kind -> Stream.of("", region).map(where -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("unitKind", kind);
                    fields.put("unitLevel", kind.equals("organisation") ? "commune" : kind);
                    if (!where.isEmpty()) {
                        fields.put("region", where);
                    }
                    return fields;
                }));
    }
}
