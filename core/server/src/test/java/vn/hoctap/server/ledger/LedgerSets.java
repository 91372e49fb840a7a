package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Measure;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaReader;
import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.engine.criteria.CriteriaRegistry.Installed;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.engine.criteria.ReadResult;
import vn.hoctap.engine.measure.Measures;

/** The criteria sets of the ledger's tests. */
final class LedgerSets {
    private static final String HEAD = """
            version: "1"
            status: illustrative
            source: "a test"
            title: {vi: Thử}
            subject: citizen
            effective: {from: 2020-01-01}
            cycle: {kind: calendar-year, zone: Asia/Ho_Chi_Minh, referenceDate: "12-31"}
            """;
    /** Farmers earn the title "learner" with 20 verified hours, and level "high" with 40. */
    private static final String LEARNER = """
            id: learner/farmer
            audience: 'subject.group == "nong-dan"'
            criteria:
              - id: study
                name: {vi: Học}
                indicators:
                  - id: hours
                    name: {vi: Giờ}
                    max: 10
                    from:
                      - {measure: sum, of: hours, trust: verified, points: [{atLeast: 20, give: 5}, {atLeast: 40, give: 10}]}
                      - {measure: assessed, by: appraiser}
            award: {scheme: bands, levels: [{id: high, if: 'total >= 10'}, {id: low, if: 'total >= 5'}]}
            """;
    /** Whoever holds "learner" and has one activity of any kind. */
    private static final String MODEL = """
            id: model/all
            criteria:
              - id: any
                name: {vi: Gì}
                indicators:
                  - {id: one, name: {vi: Một}, max: 1, from: [{measure: count, points: [{atLeast: 1, give: 1}]}]}
            award: {scheme: gate, requires: [{id: base, if: 'holds("learner")'}]}
            """;
    /** Whoever has a certificate of whatever year that is still valid. */
    private static final String CERTIFIED = """
            id: certified/all
            criteria:
              - id: proof
                name: {vi: Chứng chỉ}
                indicators:
                  - id: certificate
                    name: {vi: Chứng chỉ}
                    max: 1
                    from:
                      - {measure: count, where: 'activity.type == "certificate"', window: held, points: [{atLeast: 1, give: 1}]}
            award: {scheme: sum, requires: [{id: total, if: 'total >= 1'}]}
            """;

    /** Three months for a reading. */
    private static final String SHORT = """
            id: short/all
            criteria:
              - id: any
                name: {vi: Gì}
                indicators:
                  - {id: one, name: {vi: Một}, max: 1, from: [{measure: count, where: 'activity.type == "reading"', points: [{atLeast: 1, give: 1}]}]}
            award: {scheme: sum, requires: [{id: total, if: 'total >= 1'}]}
            validity: {months: 3}
            """;
    /** Whoever holds "short". */
    private static final String LEANING = """
            id: leaning/all
            criteria:
              - id: any
                name: {vi: Gì}
                indicators:
                  - {id: one, name: {vi: Một}, max: 1, from: [{measure: count, points: [{atLeast: 1, give: 1}]}]}
            award: {scheme: gate, requires: [{id: base, if: 'holds("short")'}]}
            """;
    /** One exam, or two and half a year of waiting. */
    private static final String STEPS = """
            id: steps/all
            criteria:
              - id: any
                name: {vi: Gì}
                indicators:
                  - {id: exams, name: {vi: Thi}, max: 2, from: [{measure: count, where: 'activity.type == "exam"', points: {each: 1, give: 1}}]}
            award:
              scheme: bands
              upgrade: {afterMonths: 6}
              levels: [{id: high, if: 'total >= 2'}, {id: low, if: 'total >= 1'}]
            """;

    /** As many activities as are asked for where one lives. */
    private static final String PLACED = """
            id: placed/all
            parameters:
              pass: {value: 6, when: [{if: 'subject.region == "difficult"', value: 3}]}
            criteria:
              - id: any
                name: {vi: Gì}
                indicators:
                  - {id: all, name: {vi: Mọi}, max: 20, from: [{measure: count, points: {each: 1, give: 1}}]}
                  - {id: kinds, name: {vi: Loại}, max: 3, applies: 'subject.group != "cong-nhan"',
                     from: [{measure: distinct, of: type, points: {each: 1, give: 1}}]}
            award: {scheme: sum, requires: [{id: total, if: 'total >= parameter.pass'}]}
            """;

    /** A point for each hour, up to a hundred; with all of them the title. */
    private static final String GROWING = """
            id: growing/all
            criteria:
              - id: study
                name: {vi: Học}
                indicators:
                  - {id: hours, name: {vi: Giờ}, max: 100, from: [{measure: sum, of: hours, points: {each: 1, give: 1}}]}
            award: {scheme: sum, requires: [{id: total, if: 'total >= 100'}]}
            """;

    private static final String BROKEN = """
            id: broken/all
            criteria:
              - id: any
                name: {vi: Gì}
                indicators:
                  - {id: one, name: {vi: Một}, max: 1, from: [{measure: broken, points: [{atLeast: 1, give: 1}]}]}
            award: {scheme: sum, requires: [{id: total, if: 'total >= 1'}]}
            """;

    /** A farmer's title for three months by one activity that the code of a plugin has counted. */
    private static final String BY_CODE = """
            id: coded/all
            audience: 'subject.group == "nong-dan"'
            criteria:
              - id: any
                name: {vi: Gì}
                indicators:
                  - {id: one, name: {vi: Một}, max: 1, from: [{measure: watched, points: [{atLeast: 1, give: 1}]}]}
            award: {scheme: sum, requires: [{id: total, if: 'total >= 1'}]}
            validity: {months: 3}
            """;

    private LedgerSets() {}

    static CriteriaRegistry judging() {
        return new CriteriaRegistry(read(Measures.builtIn(), LEARNER, MODEL, CERTIFIED));
    }

    /** Sets that ask about groups, places, titles and marks. */
    static CriteriaRegistry asking() {
        return new CriteriaRegistry(read(Measures.builtIn(), LEARNER, MODEL, CERTIFIED, PLACED));
    }

    /** A set whose points come little by little. */
    static CriteriaRegistry growing() {
        return new CriteriaRegistry(read(Measures.builtIn(), GROWING));
    }

    /** Sets whose answers time alone changes. */
    static CriteriaRegistry timed() {
        return new CriteriaRegistry(read(Measures.builtIn(), LEARNER, CERTIFIED, SHORT, LEANING, STEPS));
    }

    /** With one more set, whose measure throws. */
    static Rules withBrokenOne() {
        Measures measures = Measures.builtIn().with(new Broken());
        return new Rules(new CriteriaRegistry(read(measures, LEARNER, MODEL, CERTIFIED, BROKEN)), measures);
    }

    /** With one more set, by whose measure the code of a plugin counts. */
    static Rules byCode(WatchedMeasure measure) {
        Measures measures = Measures.builtIn().with(measure);
        return new Rules(new CriteriaRegistry(read(measures, LEARNER, MODEL, BY_CODE)), measures);
    }

    /** Citizens earn "learner"; half of whom a collective counts must hold its title, in families of adults only. */
    static CriteriaRegistry ofMembers() {
        List<Installed> sets = new ArrayList<>(read(Measures.builtIn(), LEARNER));
        sets.addAll(read("family", half("family", "of: members, where: 'member.age >= 18'", "learner")));
        sets.addAll(read("clan", half("clan", "of: families", "family")));
        sets.addAll(read("community", half("village", "of: clans", "clan") + kind("village")));
        sets.addAll(read("community", half("commune", "of: communities", "village") + kind("commune")));
        sets.addAll(read("community", half("province", "of: members", "learner") + kind("province")));
        sets.addAll(read("unit", half("unit", "of: members", "learner")));
        return new CriteriaRegistry(sets);
    }

    private static String half(String title, String whom, String held) {
        return """
                id: %1$s/all
                criteria:
                  - id: share
                    name: {vi: Tỷ lệ}
                    indicators:
                      - {id: members, name: {vi: Thành viên}, from: [{measure: share, %2$s, have: 'holds("%3$s")'}]}
                award: {scheme: gate, requires: [{id: half, if: 'indicator["members"].value >= 50'}]}
                """.formatted(title, whom, held);
    }

    private static String kind(String kind) {
        return "audience: 'subject.unitKind == \"" + kind + "\"'\n";
    }

    private static List<Installed> read(String subject, String body) {
        return read(HEAD.replace("subject: citizen", "subject: " + subject), Measures.builtIn(), body);
    }

    private static List<Installed> read(Measures measures, String... bodies) {
        return read(HEAD, measures, bodies);
    }

    private static List<Installed> read(String head, Measures measures, String... bodies) {
        List<Installed> installed = new ArrayList<>();
        for (String body : bodies) {
            ReadResult read = new CriteriaReader(measures)
                    .read(List.of(new CriteriaSource("criteria/test.yaml", head + body)), id -> Optional.empty());
            assertThat(read.errors()).isEmpty();
            read.sets().forEach(set -> installed.add(new Installed(set, null)));
        }
        return installed;
    }

    /** A plugin's measure with a fault. */
    private static final class Broken implements Measure<Integer> {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public Integer zero() {
            return 0;
        }

        @Override
        public Integer add(Integer state, Fact fact, Map<String, String> options) {
            throw new IllegalStateException("a fault of the plugin");
        }

        @Override
        public Optional<Integer> remove(Integer state, Fact fact, Map<String, String> options) {
            return Optional.empty();
        }

        @Override
        public Integer merge(Integer one, Integer other) {
            return one + other;
        }

        @Override
        public Optional<Rational> value(Integer state, Map<String, String> options) {
            return Optional.empty();
        }

        @Override
        public byte[] write(Integer state) {
            return new byte[0];
        }

        @Override
        public Integer read(byte[] bytes) {
            return 0;
        }
    }
}
