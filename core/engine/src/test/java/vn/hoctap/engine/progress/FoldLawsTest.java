package vn.hoctap.engine.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.Entries;
import vn.hoctap.engine.Sets;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.Way.Assessor;
import vn.hoctap.engine.decision.Circumstances;
import vn.hoctap.engine.decision.Decider;
import vn.hoctap.engine.measure.Measures;

/** The laws of progress, for every measure at once. */
class FoldLawsTest {
    private static final CriteriaSet SET = Sets.citizens("""
            criteria:
              - id: c
                name: C
                indicators:
                  - {id: count, name: a, max: 10, from: [{measure: count, where: 'activity.type == "course"', points: {each: 2, give: 1}}]}
                  - {id: sum, name: a, max: 10, from: [{measure: sum, of: hours, trust: verified, points: {each: 3, give: 1}}]}
                  - {id: max, name: a, max: 10, from: [{measure: max, of: scaled, points: [{atLeast: 0.5, give: 5}]}]}
                  - {id: latest, name: a, max: 10, from: [{measure: latest, of: scaled, points: [{atLeast: 0.5, give: 5}]}]}
                  - {id: distinct, name: a, max: 10, from: [{measure: distinct, of: course}]}
                  - {id: months, name: a, max: 10, from: [{measure: months-active}]}
                  - {id: assessed, name: a, max: 10, from: [{measure: assessed, by: appraiser}]}
                  - {id: status, name: a, max: 10, from: [{measure: status, points: [{atLeast: 1, give: 10}]}]}
                  - {id: held, name: a, max: 10, from: [{measure: count, window: held, points: {each: 1, give: 1}}]}
            award: {scheme: sum, requires: [{id: total, if: 'total >= 30'}]}
            """);
    private static final Folder FOLDER = new Folder(SET, 2026, Measures.builtIn());

    @Provide
    Arbitrary<List<Entry>> entries() {
        Arbitrary<Entry> learned = Combinators.combine(
                        Arbitraries.of("course", "exam", "status", "certificate"),
                        Arbitraries.of("A", "B", "C"),
                        Arbitraries.of("2024-05-01", "2026-01-01", "2026-03-02", "2026-03-09", "2026-12-31"),
                        Arbitraries.of("0.1", "0.2", "0.7", "2.5", "12", "0.00000000001"),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 1_000_000))
                .as((type, course, day, number, flag, id) -> new Entry.Learned(new Fact(
                        "f" + id,
                        type,
                        course,
                        null,
                        null,
                        Entries.noon(day),
                        flag ? Entries.noon("2026-06-30") : null,
                        Rational.of(number),
                        new Fact.Result(Rational.of(number).min(Rational.ONE), flag),
                        List.of(),
                        new Fact.Source(Fact.Source.Kind.CENTER, null),
                        flag)));
        Arbitrary<Entry> assessed = Combinators.combine(
                        Arbitraries.integers().between(0, 10),
                        Arbitraries.of("2026-02-01", "2026-02-02"),
                        Arbitraries.of(Assessor.values()),
                        Arbitraries.integers().between(0, 1_000_000))
                .as((points, day, by, id) -> new Entry.Assessed(
                        "a" + id, "thu", 2026, "assessed", by, Rational.of(points), Entries.noon(day)));
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(4, learned), net.jqwik.api.Tuple.of(1, assessed))
                .list()
                .ofMaxSize(30);
    }

    @Property(tries = 300)
    void order_does_not_matter(@ForAll("entries") List<Entry> entries, @ForAll long seed) {
        List<Entry> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(FOLDER.all(shuffled)).isEqualTo(FOLDER.all(entries));
    }

    @Property(tries = 300)
    void batches_do_not_matter(@ForAll("entries") List<Entry> entries, @ForAll long seed) {
        Random random = new Random(seed);
        Progress one = FOLDER.zero();
        Progress other = FOLDER.zero();
        for (Entry entry : entries) {
            if (random.nextBoolean()) {
                one = FOLDER.add(one, entry);
            } else {
                other = FOLDER.add(other, entry);
            }
        }

        assertThat(FOLDER.merge(one, other)).isEqualTo(FOLDER.all(entries));
        assertThat(FOLDER.merge(other, one)).isEqualTo(FOLDER.all(entries));
    }

    @Property(tries = 300)
    void a_withdrawn_entry_leaves_nothing_even_when_its_withdrawal_comes_first(
            @ForAll("entries") List<Entry> kept, @ForAll("entries") List<Entry> withdrawn, @ForAll long seed) {
        record Step(Entry entry, boolean add) {}
        List<Step> steps = new ArrayList<>();
        kept.forEach(entry -> steps.add(new Step(entry, true)));
        withdrawn.forEach(entry -> steps.add(new Step(entry, true)));
        withdrawn.forEach(entry -> steps.add(new Step(entry, false)));
        Collections.shuffle(steps, new Random(seed));

        Progress progress = FOLDER.zero();
        for (Step step : steps) {
            progress = step.add()
                    ? FOLDER.add(progress, step.entry())
                    : FOLDER.remove(progress, step.entry()).orElseThrow();
        }

        assertThat(progress).isEqualTo(FOLDER.all(kept));
    }

    @Property(tries = 300)
    void incremental_through_bytes_equals_full(@ForAll("entries") List<Entry> entries) {
        byte[] stored = FOLDER.write(FOLDER.zero());
        for (Entry entry : entries) {
            stored = FOLDER.write(FOLDER.add(FOLDER.read(stored), entry));
        }

        Progress full = FOLDER.all(entries);
        assertThat(FOLDER.read(stored)).isEqualTo(full);
        assertThat(stored).isEqualTo(FOLDER.write(full));
        var subject = Sets.subject(java.util.Map.of());
        var now = Circumstances.at(Entries.noon("2026-12-31"));
        assertThat(Decider.decide(FOLDER, subject, FOLDER.read(stored), now))
                .isEqualTo(Decider.decide(FOLDER, subject, full, now));
    }

    @Property(tries = 300)
    void bytes_taken_over_from_before_are_those_that_would_be_written_anew(
            @ForAll("entries") List<Entry> entries, @ForAll long seed) {
        Random random = new Random(seed);
        Progress progress = FOLDER.zero();
        for (Entry entry : entries) {
            progress = FOLDER.add(progress, entry);
            if (random.nextBoolean()) {
                FOLDER.write(progress);
            }
        }

        assertThat(FOLDER.write(progress)).isEqualTo(FOLDER.write(FOLDER.all(entries)));
    }
}
