package vn.hoctap.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Rational;

/** The quick way and CEL's runtime say the same of every expression, also of values that are not there. */
class ShortcutTest {
    private static final List<Expression> ON_AWARD = new ArrayList<>();
    private static final List<Expression> ON_ACTIVITY = new ArrayList<>();

    static {
        Random random = new Random(11);
        for (int i = 0; i < 150; i++) {
            ON_AWARD.add(Samples.condition(new Grammar(random, true).condition(3)));
            ON_ACTIVITY.add(Samples.compile(new Grammar(random, false).condition(3), Scope.activity(), Result.BOOLEAN));
        }
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void both_ways_judge_an_award_alike(@ForAll long seed) {
        Bindings award = Bindings.award(award(new Random(seed)));

        assertThat(ON_AWARD).allSatisfy(test -> assertThat(test.test(award)).isEqualTo(test.testByRuntime(award)));
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void both_ways_judge_an_activity_alike(@ForAll long seed) {
        Bindings activity = Bindings.activity(fact(new Random(seed)));

        assertThat(ON_ACTIVITY)
                .allSatisfy(test -> assertThat(test.test(activity)).isEqualTo(test.testByRuntime(activity)));
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void the_two_sides_of_a_comparison_say_what_the_whole_says(@ForAll long seed) {
        Bindings award = Bindings.award(award(new Random(seed)));
        for (Expression test : ON_AWARD) {
            test.comparison()
                    .ifPresent(comparison -> comparison
                            .actual(award)
                            .ifPresent(actual -> comparison
                                    .needed(award)
                                    .ifPresent(needed -> assertThat(comparison.verdict(actual, needed))
                                            .as(test.source())
                                            .isEqualTo(test.testByRuntime(award)))));
        }
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void what_a_condition_demands_is_needed_for_it_to_hold(@ForAll long seed) {
        Fact fact = fact(new Random(seed));
        for (Expression test : ON_ACTIVITY) {
            if (test.test(Bindings.activity(fact)).isTrue()) {
                test.demands("activity.type")
                        .ifPresent(types -> assertThat(types).contains(fact.type()));
                test.demands("activity.course")
                        .ifPresent(courses -> assertThat(courses).contains(String.valueOf(fact.course())));
                if (fact.course() == null) {
                    assertThat(test.needs()).as(test.source()).doesNotContain("activity.course");
                }
                if (fact.result() == null) {
                    assertThat(test.needs()).as(test.source()).doesNotContain("activity.result");
                }
            }
        }
    }

    @Test
    void a_field_is_needed_where_the_condition_cannot_hold_without_it_and_nowhere_else() {
        assertThat(needs("activity.type == \"course\" && activity.course.startsWith(\"BD-\")"))
                .contains("activity.course");
        assertThat(needs("!(activity.course == \"a\") && activity.result.passed"))
                .contains("activity.course", "activity.result", "activity.result.passed");
        assertThat(needs("activity.course == \"a\" || activity.type == \"b\"")).isEmpty();
        assertThat(needs("!has(activity.course)")).doesNotContain("activity.course");
        assertThat(needs("!(activity.course == \"a\" && activity.type == \"b\")"))
                .isEmpty();
    }

    private static Set<String> needs(String source) {
        return Samples.compile(source, Scope.activity(), Result.BOOLEAN).needs();
    }

    @Test
    void a_demand_is_found_wherever_it_stands_outright_and_nowhere_else() {
        assertThat(demands("activity.type == \"exam\" && activity.hours > 2")).contains(Set.of("exam"));
        assertThat(demands("activity.hours > 2 && \"exam\" == activity.type")).contains(Set.of("exam"));
        assertThat(demands("activity.type in [\"exam\", \"course\"] && activity.type in [\"course\", \"reading\"]"))
                .contains(Set.of("course"));
        assertThat(demands("activity.type == \"exam\" || activity.hours > 2")).isEmpty();
        assertThat(demands("activity.type != \"exam\"")).isEmpty();
        assertThat(demands("!(activity.type == \"exam\")")).isEmpty();
        assertThat(demands("activity.type == activity.course")).isEmpty();
    }

    private static Optional<Set<String>> demands(String source) {
        return Samples.compile(source, Scope.activity(), Result.BOOLEAN).demands("activity.type");
    }

    /** Sentences of the language, with all that shortcuts know and much that they do not. */
    private record Grammar(Random random, boolean award) {
        private String one(String... choices) {
            return choices[random.nextInt(choices.length)];
        }

        String condition(int depth) {
            if (depth == 0 || random.nextInt(4) == 0) {
                return award ? awardTest() : activityTest();
            }
            return switch (random.nextInt(4)) {
                case 0 -> "(" + condition(depth - 1) + " && " + condition(depth - 1) + ")";
                case 1 -> "(" + condition(depth - 1) + " || " + condition(depth - 1) + ")";
                case 2 -> "!(" + condition(depth - 1) + ")";
                default -> award ? awardTest() : activityTest();
            };
        }

        private String compare() {
            return one(" < ", " <= ", " > ", " >= ", " == ", " != ");
        }

        private String number() {
            String plain = one(
                    "total",
                    "5",
                    "84.5",
                    "-3",
                    "parameter.passMark",
                    "subject.age",
                    "subject.income",
                    "indicator[\"cntt\"].points",
                    "indicator[\"cap-nhat\"].value",
                    "indicator.sach.max",
                    "criterion[\"tu-hoc\"].points");
            return random.nextInt(4) > 0 ? plain : "(" + plain + one(" + ", " - ", " * ", " / ") + number() + ")";
        }

        private String awardTest() {
            return switch (random.nextInt(9)) {
                case 0, 1, 2 -> number() + compare() + number();
                case 3 ->
                    "indicators." + one("all", "exists") + "(i, i." + one("points", "value", "max") + compare()
                            + number() + ")";
                case 4 ->
                    "indicators.exists(i, i.outcome == \"MET\" && i.id != " + one("\"cntt\"", "subject.group") + ")";
                case 5 -> "indicators." + one("exists_one(i, i.points > 3)", "filter(i, i.points > 3).size() > 1");
                case 6 -> one("has(indicator[\"cap-nhat\"].value)", "has(subject.region)", "has(parameter.passMark)");
                case 7 -> "subject.group " + one("== \"a\"", "in [\"a\", \"b\", subject.region]", "!= subject.region");
                default ->
                    one(
                            "subject.association",
                            "holds(\"gia-dinh-hoc-tap\")",
                            "subject.joined < date(\"2026-01-01\")",
                            "indicator[\"cntt\"].outcome == \"NO_DATA\"",
                            "true",
                            "indicators.all(i, indicators.exists(j, j.points >= i.points))");
            };
        }

        private String activityTest() {
            return one(
                    "activity.type == \"exam\"",
                    "\"course\" == activity.type",
                    "activity.type in [\"exam\", \"course\"]",
                    "activity.type != \"course\"",
                    "activity.course.startsWith(\"A\")",
                    "activity.course.endsWith(\"1\")",
                    "activity.title.contains(activity.course)",
                    "activity.course in [\"A1\", \"B1\"]",
                    "activity.course == \"B1\"",
                    "activity.hours >= 2.5",
                    "activity.hours * 2 == 5",
                    "activity.hours / 0 == 1",
                    "activity.verified",
                    "activity.result.passed",
                    "activity.result.scaled >= 0.5",
                    "has(activity.result)",
                    "has(activity.result.scaled)",
                    "has(activity.validUntil)",
                    "activity.endedAt > date(\"2026-03-01\")",
                    "activity.endedAt == activity.startedAt",
                    "activity.source.kind == \"center\"",
                    "activity.source.ref == \"r\"",
                    "activity.skills.exists(s, s.framework == \"f\" && s.level >= 3)",
                    "activity.skills.all(s, s.component.startsWith(\"4\") || s.level == activity.hours)",
                    "activity.skills.exists_one(s, s.level > 2)",
                    "activity.skills.size() > 1");
        }
    }

    private static AwardValues award(Random random) {
        List<Item> items = new ArrayList<>();
        for (String id : List.of("cntt", "cap-nhat", "sach")) {
            items.add(new Item(
                    id,
                    number(random),
                    Rational.of(10),
                    random.nextBoolean() ? null : number(random),
                    random.nextBoolean() ? "MET" : "NO_DATA"));
        }
        Map<String, Object> subject = new HashMap<>();
        maybe(random, subject, "group", random.nextBoolean() ? "a" : "c");
        maybe(random, subject, "region", random.nextBoolean() ? "a" : "d");
        maybe(random, subject, "age", number(random));
        maybe(random, subject, "income", number(random));
        maybe(random, subject, "association", random.nextBoolean());
        maybe(random, subject, "joined", LocalDate.of(2025 + random.nextInt(2), 5, 1));
        return new AwardValues.Given(
                number(random),
                Map.of("tu-hoc", items.get(0), "cong-dan-so", items.get(1)),
                items.stream().collect(Collectors.toMap(Item::id, Function.identity())),
                random.nextInt(5) == 0 ? List.of() : items,
                Map.of("passMark", number(random)),
                subject,
                Holdings.NONE);
    }

    private static void maybe(Random random, Map<String, Object> fields, String name, Object value) {
        if (random.nextInt(3) > 0) {
            fields.put(name, value);
        }
    }

    private static Rational number(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> Rational.of("84.5");
            case 1 -> Rational.ratio(random.nextInt(20), 3);
            case 2 -> Rational.of(5);
            case 3 -> Rational.of(random.nextInt(21) - 10L);
            default -> Rational.ratio(random.nextLong(), 1 + (random.nextLong() >>> 2));
        };
    }

    private static Fact fact(Random random) {
        boolean flag = random.nextBoolean();
        return new Fact(
                "f",
                List.of("exam", "course", "reading").get(random.nextInt(3)),
                random.nextInt(3) == 0 ? null : List.of("A1", "B1", "x").get(random.nextInt(3)),
                random.nextBoolean() ? null : "An A1",
                random.nextBoolean() ? null : Instant.parse("2026-02-01T00:00:00Z"),
                Instant.parse(flag ? "2026-02-01T00:00:00Z" : "2026-04-01T00:00:00Z"),
                random.nextBoolean() ? null : Instant.parse("2027-02-01T00:00:00Z"),
                random.nextInt(3) == 0 ? null : Rational.of(flag ? "2.5" : "3"),
                random.nextInt(3) == 0
                        ? null
                        : new Fact.Result(
                                random.nextBoolean() ? null : Rational.of("0.5"), random.nextBoolean() ? null : flag),
                random.nextInt(3) == 0
                        ? List.of()
                        : List.of(new Fact.Skill("f", "4.2", 2 + random.nextInt(2)), new Fact.Skill("g", "1.1", 3)),
                new Fact.Source(Fact.Source.Kind.values()[random.nextInt(4)], random.nextBoolean() ? null : "r"),
                random.nextBoolean());
    }
}
