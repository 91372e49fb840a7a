package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Fact.Source;

/** A clock that somebody sets, ahead and back, while people learn and time passes for them. */
class JumpingClockTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T02:00:00Z");
    private static final int STEPS = 60;
    private static final List<String> PEOPLE = List.of("an", "ba", "ca");
    private static final List<String> TYPES = List.of("reading", "exam", "certificate", "course");

    private final MovableClock clock = new MovableClock(BEGIN);
    private final LedgerFixture ledger = new LedgerFixture(clock, LedgerSets.timed());
    private final Timekeeper timekeeper =
            new Timekeeper(ledger.database(), ledger.recorder(), ledger.leftovers(), clock, 5);

    private Instant latest = BEGIN;

    @AfterEach
    void close() {
        ledger.close();
    }

    @RepeatedTest(2)
    void what_is_stored_is_what_a_recomputation_finds_wherever_the_clock_stood() {
        live(System.nanoTime());
    }

    /** A title of one year was the ground of a decision about another that had been made at the same moment before it. */
    @Test
    void two_batches_are_never_judged_as_of_the_same_moment() {
        live(32_910_592_069_948L);
    }

    private void live(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ledger.person(PEOPLE.toArray(String[]::new));
        for (int step = 0; step < STEPS; step++) {
            jump(random);
            String person = PEOPLE.get(random.nextInt(PEOPLE.size()));
            switch (random.nextInt(4)) {
                case 0 -> timekeeper.pass();
                case 1 -> ledger.record(learn(person, step, random), learn(person, STEPS + step, random));
                default -> ledger.record(learn(person, step, random));
            }
            assertThat(ledger.check())
                    .as("seed %d, step %d, at %s", seed, step, clock.instant())
                    .isEmpty();
        }
        clock.moveTo(latest.plus(Duration.ofDays(500)).toString());
        while (timekeeper.pass() > 0) {
            // There may be more.
        }
        assertThat(ledger.check()).as("seed %d", seed).isEmpty();
        assertThat(PEOPLE)
                .as("seed %d", seed)
                .anyMatch(person -> !ledger.states(person, "short").isEmpty());
    }

    /** Mostly ahead, sometimes far; often back by as much as a clock may be wrong. */
    private void jump(SplittableRandom random) {
        switch (random.nextInt(6)) {
            case 0, 1, 2 -> {
                clock.moveTo(latest.minusMillis(random.nextLong(Moments.BRIDGED.toMillis()))
                        .toString());
                return;
            }
            case 3 -> latest = latest.plus(Duration.ofDays(random.nextInt(60)));
            default -> latest = latest.plus(Duration.ofMinutes(random.nextInt(3_000)));
        }
        clock.moveTo(latest.toString());
    }

    private Command learn(String subject, int number, SplittableRandom random) {
        String type = TYPES.get(random.nextInt(TYPES.size()));
        Instant now = clock.instant();
        Instant ended = now.minus(Duration.ofDays(random.nextInt(20)));
        @Nullable
        Instant until = type.equals("certificate") ? now.plus(Duration.ofDays(random.nextInt(90) - 10)) : null;
        String id = "f" + number;
        Fact fact = new Fact(
                id,
                type,
                null,
                "Học " + id,
                null,
                ended,
                until,
                null,
                null,
                List.of(),
                new Source(Source.Kind.CENTER, null),
                true);
        return Command.RecordFact.of(
                subject, false, fact, (subject + id + type + until).getBytes(StandardCharsets.UTF_8));
    }
}
