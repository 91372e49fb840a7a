package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoctap.server.ledger.LedgerFixture.course;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Points that are stored may be older than the last activity, but nobody is missing in a list of those who are near. */
class LaggingPointsTest {
    private static final int MANY = 20;
    private static final String STORED = "progress where title = 'growing' and ";

    private final MovableClock clock = new MovableClock(LedgerFixture.NOW);
    private final LedgerFixture ledger = new LedgerFixture(clock, LedgerSets.growing());

    @BeforeEach
    void enter() {
        ledger.person(IntStream.range(0, MANY).mapToObj(n -> "p" + n).toArray(String[]::new));
        clock.tick(Duration.ofMillis(1));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    /** Everybody in one batch. */
    private void everybodyLearns(String course, String hours) {
        ledger.record(IntStream.range(0, MANY)
                .mapToObj(n -> course("p" + n, course + "-" + n, hours))
                .toArray(Command[]::new));
        clock.tick(Duration.ofMillis(1));
    }

    private long stored(String what) {
        return ledger.count(STORED + what);
    }

    @Test
    void a_few_more_points_wait() {
        everybodyLearns("one", "5");
        everybodyLearns("two", "5");

        everybodyLearns("three", "5");

        assertThat(stored("total = '10' and version = 2 and may_lag")).isEqualTo(MANY);
        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void who_comes_near_is_stored_at_once() {
        everybodyLearns("one", "45");
        everybodyLearns("two", "6");
        everybodyLearns("three", "4");
        assertThat(stored("total = '51'")).isEqualTo(MANY);

        everybodyLearns("four", "5");

        assertThat(stored("total = '60'")).isEqualTo(MANY);
        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void the_first_points_are_stored_at_once() {
        everybodyLearns("zero", "0");
        everybodyLearns("still", "0");
        assertThat(stored("total = '0' and may_lag")).isEqualTo(MANY);

        everybodyLearns("one", "1");

        assertThat(stored("total = '1'")).isEqualTo(MANY);
        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void the_title_comes_with_the_last_point_whatever_is_stored() {
        everybodyLearns("one", "61");
        everybodyLearns("two", "1");
        everybodyLearns("three", "37");
        assertThat(stored("total = '62'")).isEqualTo(MANY);

        everybodyLearns("four", "1");

        assertThat(ledger.states("p7", "growing")).containsExactly("AWARDED");
        assertThat(stored("outcome = 'MET' and total = '100'")).isEqualTo(MANY);
        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void the_check_finds_who_is_near_and_not_stored_as_such() {
        everybodyLearns("one", "45");
        everybodyLearns("two", "6");
        everybodyLearns("three", "4");

        ledger.database().update("update fact set hours = '20' where id = 'three-9'");

        assertThat(ledger.check()).extracting(Difference::subject).contains("p9");
    }
}
