package vn.hoctap.engine.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import vn.hoctap.engine.Sets;
import vn.hoctap.engine.criteria.CriteriaSet;

/** Criteria sets put together by chance from what authors write, and from what they hardly ever do. */
final class AnySet {
    private static final List<String> WAYS = List.of(
            "measure: count, where: 'activity.type == \"course\"', points: {each: 2, give: 1.5}",
            "measure: count, trust: verified, points: [{atLeast: 1, give: 2}, {atLeast: 3, give: parameter.most}]",
            "measure: sum, of: hours, where: 'activity.type in [\"course\", \"exam\"]', points: {each: parameter.each, give: 1}",
            "measure: sum, of: hours, where: 'activity.type == \"course\" && activity.hours >= 2'",
            "measure: sum, of: level",
            "measure: max, of: scaled, where: 'activity.type == \"exam\" && activity.result.passed', points: [{atLeast: 0.5, give: 5}]",
            "measure: max, of: hours, window: held",
            "measure: latest, of: scaled, points: {each: 0.1, give: 1}",
            "measure: distinct, of: course, where: 'activity.course.startsWith(\"A\") || activity.source.kind == \"self\"'",
            "measure: distinct, of: skills, where: 'activity.skills.exists(s, s.framework == \"f\" && s.level >= 3)'",
            "measure: distinct, of: course, window: held, where: '!(activity.type in [\"status\"])'",
            "measure: months-active, where: 'activity.source.kind == \"center\" && activity.type == \"course\"'",
            "measure: months-active",
            "measure: assessed, by: appraiser",
            "measure: assessed, by: self, points: {each: 1, give: 0.5}",
            "measure: status, window: held, points: [{atLeast: 1, give: 7}]",
            "measure: count, window: held, where: 'has(activity.validUntil)', points: {each: 1, give: 3}",
            "measure: count, where: 'activity.type == \"course\" && activity.type == \"exam\"', points: {each: 1, give: 1}");

    private static final List<String> APPLIES = List.of(
            "true", "subject.group == \"nong-dan\"", "subject.region != \"difficult\"", "subject.age >= 18", "false");

    private static final List<String> CONDITIONS = List.of(
            "total >= parameter.pass",
            "total * 2 / 3 > 4.5 && subject.age < 60",
            "4 < total",
            "indicators.all(i, i.points >= 2)",
            "indicators.all(i, i.value >= 1 || i.outcome == \"NO_DATA\")",
            "indicators.exists(i, i.points > 6 && i.max == 10)",
            "indicators.filter(i, i.outcome == \"MET\").size() >= 2",
            "indicator[\"i0\"].points >= 3",
            "indicator[\"i0\"].value >= parameter.each",
            "has(indicator[\"i0\"].value) && indicator[\"i0\"].value != 3",
            "criterion[\"c0\"].points >= 5",
            "criterion[\"c0\"].points / criterion[\"c0\"].max >= 0.5",
            "holds(\"other\")",
            "holds(\"other\", \"high\") || total >= 9",
            "subject.group in [\"nong-dan\", \"cong-nhan\"]",
            "total >= 3 || indicator[\"i0\"].outcome == \"NOT_APPLICABLE\"");

    /** Reading one takes longer than all that is done with it. */
    private static final List<CriteriaSet> SOME = Stream.generate(new Random(7)::nextLong)
            .limit(40)
            .map(seed -> new AnySet(new Random(seed)).set())
            .toList();

    private final Random random;

    private AnySet(Random random) {
        this.random = random;
    }

    static CriteriaSet of(Random random) {
        return SOME.get(random.nextInt(SOME.size()));
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String maybe(int percent, String text) {
        return random.nextInt(100) < percent ? text : "";
    }

    private CriteriaSet set() {
        StringBuilder body = new StringBuilder("""
                parameters:
                  pass: {value: 12, when: [{if: 'subject.region == "difficult"', value: 7}]}
                  each: {value: 3, when: [{if: 'subject.age >= 60', value: 1}, {if: 'subject.group == "nong-dan"', value: 2}]}
                  most: {value: 9}
                criteria:
                """);
        int indicators = 0;
        for (int c = 0; c <= random.nextInt(3); c++) {
            body.append("  - id: c%d\n    name: C\n".formatted(c))
                    .append(maybe(20, "    applies: '" + one(APPLIES) + "'\n"))
                    .append("    indicators:\n");
            for (int i = c == 0 ? -1 : 0; i <= random.nextInt(4); i++) {
                body.append(indicator(indicators++));
            }
        }
        return Sets.citizens(body.append(award()).toString());
    }

    private String indicator(int number) {
        List<String> ways = new ArrayList<>();
        for (int way = 0; way <= random.nextInt(3); way++) {
            ways.add("{" + one(WAYS) + "}");
        }
        return "      - {id: i%d, name: I, max: 10%s, from: [%s]}\n"
                .formatted(number, maybe(30, ", applies: '" + one(APPLIES) + "'"), String.join(", ", ways));
    }

    private String award() {
        boolean levels = random.nextBoolean();
        StringBuilder award = new StringBuilder("award:\n  scheme: " + (levels ? "checklist" : "sum") + "\n")
                .append("  notApplicable: " + one(List.of("full", "rescale", "fail")) + "\n");
        if (!levels || random.nextInt(3) == 0) {
            award.append("  requires:\n").append(conditions("    "));
        }
        if (levels) {
            award.append(maybe(50, "  upgrade: {afterMonths: 6}\n")).append("  levels:\n");
            for (String level : List.of("high", "middle", "low")) {
                award.append("    - id: " + level + "\n      requires:\n").append(conditions("        "));
            }
        }
        return award.toString();
    }

    private String conditions(String indent) {
        StringBuilder conditions = new StringBuilder();
        for (int i = 0; i <= random.nextInt(3); i++) {
            conditions.append("%s- {id: q%d, if: '%s'%s}\n"
                    .formatted(indent, i, one(CONDITIONS), maybe(20, ", applies: '" + one(APPLIES) + "'")));
        }
        return conditions.toString();
    }
}
