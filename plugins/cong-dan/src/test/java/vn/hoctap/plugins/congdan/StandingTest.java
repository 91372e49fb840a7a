package vn.hoctap.plugins.congdan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSet.Indicator;
import vn.hoctap.engine.criteria.Way.Assessor;
import vn.hoctap.engine.decision.Circumstances;
import vn.hoctap.engine.decision.Decider;
import vn.hoctap.engine.decision.Standing;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.Progress;
import vn.hoctap.engine.progress.SubjectState;

/** Under every set that is shipped, a standing that is continued activity by activity says what all of them together say. */
class StandingTest {
    private static final int YEAR = 2026;
    private static final Instant BEGIN = Instant.parse("2025-06-01T00:00:00Z");
    private static final int HOURS = 24 * 600;
    private static final ShippedGroups SHIPPED = ShippedGroups.read();

    static Stream<String> sets() {
        return SHIPPED.criteria().sets().stream()
                .filter(set -> !set.isAbstract())
                .map(CriteriaSet::id);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void continuing_says_what_starting_anew_says(String id) {
        CriteriaSet set = SHIPPED.criteria().set(id);
        Folder folder = new Folder(set, YEAR, SHIPPED.measures());
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            SubjectState subject = new SubjectState(
                    "cit-1", random.nextBoolean() ? Map.of() : Map.of("region", "difficult"), List.of());
            List<Entry> told = new ArrayList<>();
            Standing standing = Standing.of(folder, subject, folder.zero(), Circumstances.at(moment(random)));
            for (int step = 0; step < 40; step++) {
                Entry entry = random.nextInt(4) == 0 ? assessed(set, step, random) : learned(step, random);
                told.add(entry);
                standing = standing.add(entry, Circumstances.at(moment(random)));

                Progress whole = folder.all(told);
                assertThat(standing.progress()).isEqualTo(whole);
                assertThat(folder.read(folder.write(whole))).isEqualTo(whole);
                assertThat(standing.decision())
                        .isEqualTo(Decider.decide(folder, subject, whole, standing.circumstances()));
            }
        }
    }

    private static Instant moment(Random random) {
        return BEGIN.plus(Duration.ofHours(random.nextInt(HOURS)));
    }

    private static Entry assessed(CriteriaSet set, int id, Random random) {
        List<Indicator> indicators = set.indicators();
        return new Entry.Assessed(
                "a" + id,
                set.awards(),
                YEAR,
                indicators.get(random.nextInt(indicators.size())).id(),
                Assessor.values()[random.nextInt(Assessor.values().length)],
                Rational.ratio(random.nextInt(21), 2),
                moment(random));
    }

    private static Entry learned(int id, Random random) {
        String type = one(random, "course", "workshop", "reading", "exam", "certificate", "community", "status");
        String course = one(random, "BHXH-01", "BD-2", "toan", "sang-kien", "chung-chi-nghe", "ung-ho-khuyen-hoc");
        Rational scaled = Rational.ratio(random.nextInt(11), 10);
        Instant ended = moment(random);
        return new Entry.Learned(new Fact(
                "f" + id,
                type,
                random.nextInt(3) == 0 ? null : course,
                null,
                null,
                ended,
                random.nextBoolean() ? null : ended.plus(Duration.ofDays(random.nextInt(400))),
                Rational.ratio(random.nextInt(40), 4),
                new Fact.Result(scaled, random.nextBoolean()),
                random.nextBoolean() ? List.of() : skills(random),
                new Fact.Source(Fact.Source.Kind.values()[random.nextInt(4)], null),
                random.nextInt(4) > 0));
    }

    private static List<Fact.Skill> skills(Random random) {
        String component = (1 + random.nextInt(5)) + "." + (1 + random.nextInt(3));
        return List.of(new Fact.Skill(one(random, "tt02-2025", "knlnnvn"), component, 1 + random.nextInt(6)));
    }

    private static String one(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
