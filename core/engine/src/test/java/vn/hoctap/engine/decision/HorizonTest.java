package vn.hoctap.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.Entries;
import vn.hoctap.engine.Sets;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.decision.Circumstances.HeldLevel;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.Progress;

/** Until its horizon a decision stays as it is. */
class HorizonTest {
    private static final CriteriaSet SET = Sets.citizens("""
            criteria:
              - id: c
                name: C
                indicators:
                  - {id: held, name: a, max: 10, from: [{measure: count, window: held, points: {each: 1, give: 1}}]}
                  - {id: best, name: a, max: 10, from: [{measure: max, of: scaled, window: held, points: {each: 0.1, give: 1}}]}
                  - {id: status, name: a, max: 10, from: [{measure: status, window: held, points: [{atLeast: 1, give: 10}]}]}
                  - {id: hours, name: a, max: 10, from: [{measure: sum, of: hours, points: {each: 3, give: 1}}]}
            award:
              scheme: bands
              upgrade: {afterMonths: 6}
              levels: [{id: high, if: 'total >= 12'}, {id: low, if: 'total >= 3'}]
            """);
    private static final Folder FOLDER = new Folder(SET, 2026, Measures.builtIn());
    private static final Instant LAST = Instant.parse("2028-01-01T00:00:00Z");

    private static Arbitrary<Instant> moments() {
        return Arbitraries.longs()
                .between(0, Duration.ofDays(900).toMinutes())
                .map(minutes -> Instant.parse("2025-06-01T00:00:00Z").plus(Duration.ofMinutes(minutes)));
    }

    @Provide
    Arbitrary<List<Entry>> entries() {
        Arbitrary<Entry> learned = Combinators.combine(
                        Arbitraries.of("course", "status", "certificate"),
                        moments(),
                        moments().injectNull(0.3),
                        Arbitraries.of("0.1", "0.7", "1"),
                        Arbitraries.integers().between(0, 1_000_000))
                .as((type, end, until, number, id) -> new Entry.Learned(fact("f" + id, type, end, until, number)));
        return learned.list().ofMaxSize(8);
    }

    private static Fact fact(String id, String type, Instant end, @Nullable Instant until, String number) {
        Rational value = Rational.of(number);
        return new Fact(
                id,
                type,
                "A",
                null,
                null,
                end,
                until,
                value,
                new Fact.Result(value, true),
                List.of(),
                new Fact.Source(Fact.Source.Kind.CENTER, null),
                true);
    }

    @Provide
    Arbitrary<Circumstances> circumstances() {
        return Combinators.combine(
                        moments(),
                        Arbitraries.of("low", "high").injectNull(0.3),
                        Arbitraries.longs().between(0, 400))
                .as((asOf, level, days) -> new Circumstances(
                        (title, wanted) -> false,
                        Optional.ofNullable(level).map(held -> new HeldLevel(held, asOf.minus(Duration.ofDays(days)))),
                        asOf));
    }

    private static Decision decide(Progress progress, Circumstances circumstances, Instant moment) {
        return Decider.decide(
                FOLDER,
                Sets.subject(Map.of()),
                progress,
                new Circumstances(circumstances.holdings(), circumstances.held(), moment));
    }

    @Property(tries = 500)
    void nothing_changes_before_it(
            @ForAll("entries") List<Entry> entries,
            @ForAll("circumstances") Circumstances circumstances,
            @ForAll long seed) {
        Progress progress = FOLDER.all(entries);
        Instant asOf = circumstances.asOf();
        Instant end = Horizon.of(FOLDER, progress, circumstances).orElse(LAST);
        assertThat(end).isAfter(asOf);
        Decision decision = decide(progress, circumstances, asOf);
        for (Instant moment : between(asOf, end, new Random(seed))) {
            assertThat(decide(progress, circumstances, moment))
                    .as("at %s", moment)
                    .isEqualTo(decision);
        }
    }

    private static List<Instant> between(Instant from, Instant end, Random random) {
        List<Instant> moments = new ArrayList<>(List.of(end.minusNanos(1_000)));
        long span = Duration.between(from, end).toSeconds();
        for (int i = 0; i < 10 && span > 1; i++) {
            moments.add(from.plusSeconds(random.nextLong(span)));
        }
        return moments;
    }

    private static Optional<Instant> horizon(Circumstances circumstances, Entry... entries) {
        return Horizon.of(FOLDER, FOLDER.all(List.of(entries)), circumstances);
    }

    @Test
    void it_ends_where_the_first_certificate_lapses() {
        Circumstances now = Circumstances.at(Entries.noon("2026-03-01"));
        Entry one = Entries.held("a", "certificate", "IT", "2024-05-01", "2026-09-01");
        Entry other = Entries.held("b", "certificate", "IT", "2024-05-01", "2026-08-01");
        Entry lasting = Entries.held("c", "certificate", "IT", "2024-05-01", null);

        assertThat(horizon(now, one, other, lasting)).contains(Entries.noon("2026-08-01"));
        assertThat(horizon(now, lasting)).isEmpty();
    }

    @Test
    void it_ends_where_the_wait_for_a_higher_level_ends() {
        HeldLevel low = new HeldLevel("low", Entries.noon("2026-01-31"));
        Instant end = Entries.noon("2026-07-31");

        assertThat(horizon(new Circumstances((t, l) -> false, Optional.of(low), Entries.noon("2026-02-01"))))
                .contains(end);
        assertThat(horizon(new Circumstances((t, l) -> false, Optional.of(low), end)))
                .isEmpty();
    }
}
