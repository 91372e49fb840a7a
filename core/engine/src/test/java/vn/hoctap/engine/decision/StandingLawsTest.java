package vn.hoctap.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.Sets;
import vn.hoctap.engine.criteria.Way.Assessor;
import vn.hoctap.engine.decision.Circumstances.HeldLevel;
import vn.hoctap.engine.expression.Holdings;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.Progress;
import vn.hoctap.engine.progress.SubjectState;

/** Whatever the set, the entries, their order and the circumstances: continuing says what starting anew says. */
class StandingLawsTest {
    private static final Instant BEGIN = Instant.parse("2025-10-01T00:00:00Z");
    private static final Holdings OTHER = (title, level) -> level == null || level.equals("high");

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    void a_standing_that_was_continued_decides_as_if_it_had_begun_with_all(@ForAll long seed) {
        Random random = new Random(seed);
        Folder folder = new Folder(AnySet.of(random), 2026, Measures.builtIn());
        SubjectState subject = subject(random);
        List<Entry> told = new ArrayList<>();
        Standing standing = Standing.of(folder, subject, folder.zero(), circumstances(random));
        for (int step = 0; step < 25; step++) {
            Circumstances later = random.nextBoolean() ? standing.circumstances() : circumstances(random);
            List<Entry> more = entries(random, told.size());
            told.addAll(more);
            standing = switch (more.size()) {
                case 0 -> standing.at(later);
                case 1 -> standing.add(more.getFirst(), later);
                default -> standing.addAll(more, later);
            };

            assertThat(standing.circumstances()).isEqualTo(later);
            assertThat(standing.decision()).isEqualTo(new ByTheBook(folder, subject, later).decide(told));
        }
        assertSameHoweverFolded(standing, told, random);
    }

    private static void assertSameHoweverFolded(Standing standing, List<Entry> told, Random random) {
        Folder folder = standing.folder();
        List<Entry> shuffled = new ArrayList<>(told);
        Collections.shuffle(shuffled, random);
        Progress whole = folder.all(shuffled);
        assertThat(standing.progress()).isEqualTo(whole);
        assertThat(folder.read(folder.write(whole))).isEqualTo(whole);
        assertThat(Decider.decide(folder, standing.subject(), whole, standing.circumstances()))
                .isEqualTo(standing.decision());
        assertThat(standing.horizon()).isEqualTo(Horizon.of(folder, whole, standing.circumstances()));

        Progress none = whole;
        for (Entry entry : told) {
            none = folder.remove(none, entry).orElseThrow();
        }
        assertThat(none).isEqualTo(folder.zero());
    }

    @Property(tries = 50, shrinking = ShrinkingMode.OFF)
    void what_moves_nothing_gives_the_same_standing(@ForAll long seed) {
        Random random = new Random(seed);
        Folder folder = new Folder(AnySet.of(random), 2026, Measures.builtIn());
        Standing standing = Standing.of(folder, subject(random), folder.zero(), circumstances(random));
        Entry tooLate = new Entry.Learned(fact(random, 0, Instant.parse("2027-06-01T00:00:00Z")));
        Entry elsewhere = assessed(random, "a", "another-title");

        assertThat(standing.add(tooLate)).isSameAs(standing);
        assertThat(standing.addAll(List.of(tooLate, elsewhere), standing.circumstances()))
                .isSameAs(standing);
    }

    @Property(tries = 50, shrinking = ShrinkingMode.OFF)
    void it_can_be_continued_under_its_own_folder_and_an_equal_subject_only(@ForAll long seed) {
        Random random = new Random(seed);
        Folder folder = new Folder(AnySet.of(random), 2026, Measures.builtIn());
        SubjectState subject = subject(random);
        Standing standing = Standing.of(folder, subject, folder.zero(), circumstances(random));
        Map<String, Object> fields = new HashMap<>(subject.fields());

        assertThat(standing.isUnder(folder, Sets.subject(fields))).isTrue();
        assertThat(standing.isUnder(new Folder(folder.set(), 2026, Measures.builtIn()), subject))
                .isFalse();
        fields.put("region", "elsewhere");
        assertThat(standing.isUnder(folder, Sets.subject(fields))).isFalse();
    }

    private static <T> T one(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static Instant moment(Random random) {
        return BEGIN.plus(Duration.ofHours(random.nextInt(24 * 550)));
    }

    private static SubjectState subject(Random random) {
        Map<String, Object> fields = new HashMap<>();
        put(random, fields, "group", "nong-dan", "cong-nhan");
        put(random, fields, "region", "difficult", "plain");
        put(random, fields, "age", Rational.of(17), Rational.of(30), Rational.of(70));
        return Sets.subject(fields);
    }

    private static void put(Random random, Map<String, Object> fields, String name, Object... values) {
        if (random.nextInt(4) > 0) {
            fields.put(name, values[random.nextInt(values.length)]);
        }
    }

    private static Circumstances circumstances(Random random) {
        Optional<HeldLevel> held = random.nextInt(3) > 0
                ? Optional.empty()
                : Optional.of(new HeldLevel(one(random, List.of("high", "middle", "low", "gone")), moment(random)));
        return new Circumstances(random.nextBoolean() ? Holdings.NONE : OTHER, held, moment(random));
    }

    private static List<Entry> entries(Random random, int known) {
        List<Entry> entries = new ArrayList<>();
        for (int i = one(random, List.of(0, 1, 1, 1, 4)); i > 0; i--) {
            int id = known + i;
            entries.add(
                    random.nextInt(4) == 0
                            ? assessed(random, "a" + id, one(random, List.of("thu", "thu", "other")))
                            : new Entry.Learned(fact(random, id, moment(random))));
        }
        return entries;
    }

    private static Entry assessed(Random random, String id, String title) {
        return new Entry.Assessed(
                id,
                title,
                2026,
                "i" + random.nextInt(6),
                one(random, List.of(Assessor.values())),
                Rational.ratio(random.nextInt(21), 2),
                moment(random));
    }

    private static Fact fact(Random random, int id, Instant endedAt) {
        Rational number = Rational.of(one(random, List.of("0.1", "0.7", "2", "2.5", "12")));
        return new Fact(
                "f" + id,
                one(random, List.of("course", "course", "exam", "status", "certificate")),
                orNull(random, one(random, List.of("A1", "A2", "B1"))),
                null,
                null,
                endedAt,
                orNull(random, endedAt.plus(Duration.ofDays(random.nextInt(400)))),
                orNull(random, number),
                orNull(
                        random,
                        new Fact.Result(
                                orNull(random, number.min(Rational.ONE)), orNull(random, random.nextBoolean()))),
                random.nextBoolean()
                        ? List.of()
                        : List.of(new Fact.Skill("f", "4.2", 3), new Fact.Skill("g", "1.1", 1)),
                new Fact.Source(one(random, List.of(Fact.Source.Kind.values())), null),
                random.nextBoolean());
    }

    private static <T> @Nullable T orNull(Random random, T value) {
        return random.nextInt(3) == 0 ? null : value;
    }
}
