package vn.hoctap.bench;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaReader;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.engine.criteria.ReadResult;
import vn.hoctap.engine.measure.Measures;

/**
 * One subject's year and the rules that judge it, for both engines: each indicator sums the hours, or counts the
 * activities, of two of five types; 80 % of all points and at least half of each indicator's earn the title.
 */
record EngineCase(int facts, int indicators, int sets) {
    static final int CYCLE = 2026;
    static final List<String> TYPES = List.of("course", "reading", "workshop", "community", "exam");
    static final int LOW = 2;
    static final int MIDDLE = 5;
    static final int HIGH = 8;
    private static final int MAX_HOURS = 6;
    private static final int DAYS = 300;

    /** What the rules must agree on. */
    record Answer(boolean met, int total) {}

    static String first(int indicator) {
        return TYPES.get(indicator % TYPES.size());
    }

    static String second(int indicator) {
        return TYPES.get((indicator + 1 + indicator / TYPES.size()) % TYPES.size());
    }

    /** Otherwise it counts. */
    static boolean sums(int indicator) {
        return indicator % 2 == 0;
    }

    int passMark() {
        return indicators * 8;
    }

    List<Fact> year() {
        SplittableRandom random = new SplittableRandom(facts);
        List<Fact> year = new ArrayList<>();
        for (int i = 0; i < facts; i++) {
            year.add(fact(i, random));
        }
        return year;
    }

    private static Fact fact(int number, SplittableRandom random) {
        Instant ended = LocalDate.of(CYCLE, 1, 2)
                .plusDays(random.nextInt(DAYS))
                .atTime(10, 0)
                .toInstant(ZoneOffset.UTC);
        return new Fact(
                "fact-" + number,
                TYPES.get(random.nextInt(TYPES.size())),
                null,
                "Chuyên đề",
                null,
                ended,
                null,
                Rational.of(1 + random.nextInt(MAX_HOURS)),
                null,
                List.of(),
                new Fact.Source(Fact.Source.Kind.CENTER, null),
                true);
    }

    List<CriteriaSet> read() {
        List<CriteriaSource> files = IntStream.range(0, sets)
                .mapToObj(set -> new CriteriaSource("bench-" + set + ".yaml", yaml(set)))
                .toList();
        ReadResult read = new CriteriaReader(Measures.builtIn()).read(files, id -> Optional.empty());
        if (!read.errors().isEmpty()) {
            throw new IllegalStateException(read.errors().toString());
        }
        return read.sets();
    }

    private String yaml(int set) {
        return """
                id: bench/set-%d
                awards: bench-%d
                version: "1"
                status: illustrative
                source: bench
                title: {vi: Thử}
                subject: citizen
                effective: {from: 2020-01-01}
                cycle: {kind: calendar-year, zone: Asia/Ho_Chi_Minh, referenceDate: "12-31"}
                parameters:
                  passMark: {value: %d}
                criteria:
                  - id: all
                    name: {vi: Tất cả}
                    indicators:
                %s
                award:
                  scheme: sum
                  requires:
                    - {id: total, if: 'total >= parameter.passMark'}
                    - {id: floor, if: 'indicators.all(i, i.points >= 5)'}
                """.formatted(
                set,
                set,
                passMark(),
                IntStream.range(0, indicators).mapToObj(EngineCase::indicator).collect(Collectors.joining("\n")));
    }

    private static String indicator(int number) {
        String how = sums(number) ? "measure: sum, of: hours" : "measure: count";
        return ("      - {id: i%d, name: {vi: Chỉ số}, max: 10, from: [{%s, where: 'activity.type in [\"%s\", \"%s\"]',"
                        + " trust: verified, points: [{atLeast: %d, give: 5}, {atLeast: %d, give: 8}, {atLeast: %d, give: 10}]}]}")
                .formatted(number, how, first(number), second(number), LOW, MIDDLE, HIGH);
    }
}
