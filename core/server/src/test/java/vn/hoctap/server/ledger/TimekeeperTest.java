package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Fact.Source;
import vn.hoctap.server.title.TitleRecord;

/** What changes while nobody records anything. */
class TimekeeperTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T02:00:00Z");

    private final MovableClock clock = new MovableClock(BEGIN);
    private final LedgerFixture ledger = new LedgerFixture(clock, LedgerSets.timed());
    private final Timekeeper timekeeper = timekeeper();

    private Timekeeper timekeeper() {
        return new Timekeeper(ledger.database(), ledger.recorder(), ledger.leftovers(), clock, 5);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    /** The timekeeper has done all it can by then, and what is stored agrees with the facts. */
    private void passTo(String moment) {
        clock.moveTo(moment);
        while (timekeeper.pass() > 0) {
            // There may be more.
        }
        assertThat(ledger.check()).isEmpty();
    }

    private static Command learn(String subject, String id, String type, @Nullable String until) {
        Fact fact = new Fact(
                id,
                type,
                null,
                "Học " + id,
                null,
                Instant.parse("2026-02-20T02:00:00Z"),
                until == null ? null : Instant.parse(until),
                null,
                null,
                List.of(),
                new Source(Source.Kind.CENTER, null),
                true);
        return Command.RecordFact.of(
                subject, false, fact, (subject + id + type + until).getBytes(StandardCharsets.UTF_8));
    }

    private Optional<Instant> due(String subject) {
        return ledger.database()
                .first("select at from due join subject on key = subject where id = $1", subject)
                .map(row -> row.getOffsetDateTime("at").toInstant());
    }

    private Instant changed(String subject, String title) {
        return ledger.database()
                .first(
                        "select changed_at from title join subject on key = subject where id = $1 and title.title = $2",
                        subject,
                        title)
                .orElseThrow()
                .getOffsetDateTime("changed_at")
                .toInstant();
    }

    @Test
    void a_title_expires_at_its_moment_and_what_leaned_on_it_falls_with_it() {
        ledger.person("an");
        ledger.record(learn("an", "a", "reading", null));
        assertThat(ledger.states("an", "leaning")).containsExactly("AWARDED");
        Instant end = Instant.parse("2026-06-01T02:00:00Z");
        assertThat(due("an")).contains(end);

        passTo("2026-06-01T01:59:59Z");
        assertThat(ledger.states("an", "short")).containsExactly("AWARDED");
        passTo("2026-06-09T02:00:00Z");

        assertThat(ledger.states("an", "short")).containsExactly("EXPIRED");
        assertThat(ledger.states("an", "leaning")).containsExactly("WITHDRAWN");
        assertThat(changed("an", "short")).isEqualTo(end);
        assertThat(changed("an", "leaning")).isEqualTo(end);
        assertThat(ledger.titles("an"))
                .extracting(TitleRecord::reason)
                .contains("Its validity has ended.", "The condition base is not met any more.");
    }

    @Test
    void a_fact_that_comes_before_the_late_timer_finds_the_time_passed() {
        ledger.person("an");
        ledger.record(learn("an", "a", "reading", null));
        clock.moveTo("2026-07-01T00:00:00Z");
        ledger.record(learn("an", "b", "reading", null));

        assertThat(ledger.states("an", "short")).containsExactly("EXPIRED");
        assertThat(changed("an", "leaning")).isEqualTo(Instant.parse("2026-06-01T02:00:00Z"));
        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void a_wait_for_a_higher_level_ends_by_itself() {
        ledger.person("an");
        ledger.record(learn("an", "a", "exam", null));
        ledger.record(learn("an", "b", "exam", null));
        assertThat(ledger.states("an", "steps")).containsExactly("AWARDED low");

        passTo("2026-09-01T01:59:59Z");
        assertThat(ledger.states("an", "steps")).containsExactly("AWARDED low");
        passTo("2026-09-01T02:00:30Z");
        assertThat(ledger.states("an", "steps")).containsExactly("AWARDED high", "SUPERSEDED low");
    }

    @Test
    void a_certificate_lapses_and_takes_its_title_along() {
        ledger.person("an");
        ledger.record(learn("an", "a", "certificate", "2026-05-05T00:00:00Z"));
        assertThat(ledger.states("an", "certified")).containsExactly("AWARDED");

        passTo("2026-05-05T00:00:00Z");
        assertThat(ledger.states("an", "certified")).containsExactly("WITHDRAWN");
        assertThat(due("an")).isEmpty();
    }

    @Test
    void a_change_that_was_dated_ahead_takes_effect_on_its_day() {
        ledger.person("an");
        ledger.record(LedgerFixture.fact("an", "a", "course", "20", Source.Kind.CENTER, "2026-02-20"));
        ledger.regroup("an", "cong-nhan", LocalDate.of(2026, 4, 1));
        ledger.record(LedgerFixture.again("an"));
        assertThat(ledger.states("an", "learner")).containsExactly("AWARDED low");

        passTo("2026-03-31T16:59:59Z");
        assertThat(ledger.states("an", "learner")).containsExactly("AWARDED low");
        passTo("2026-03-31T17:00:00Z");
        assertThat(ledger.states("an", "learner")).containsExactly("WITHDRAWN low");
    }

    @Test
    void who_will_be_judged_only_later_is_judged_then_by_what_was_recorded_before() {
        ledger.person("an");
        ledger.regroup("an", "cong-nhan", LocalDate.of(2026, 1, 1));
        ledger.regroup("an", "nong-dan", LocalDate.of(2026, 4, 1));
        ledger.record(LedgerFixture.fact("an", "a", "course", "20", Source.Kind.CENTER, "2026-02-20"));
        assertThat(ledger.states("an", "learner")).isEmpty();

        passTo("2026-04-02T00:00:00Z");
        assertThat(ledger.titles("an"))
                .filteredOn(title -> title.title().equals("learner"))
                .singleElement()
                .extracting(TitleRecord::awardedAt)
                .isEqualTo(Instant.parse("2026-03-31T17:00:00Z"));
    }

    @Test
    void what_is_still_held_counts_as_soon_as_the_next_year_begins() {
        ledger.person("an", "ba");
        ledger.record(learn("an", "a", "certificate", "2027-02-01T00:00:00Z"), learn("ba", "b", "exam", null));
        assertThat(due("an")).contains(Instant.parse("2026-12-31T17:00:00Z"));
        assertThat(due("ba")).contains(Instant.parse("2026-09-01T02:00:00Z"));

        passTo("2027-01-02T00:00:00Z");
        assertThat(ledger.titles("an"))
                .extracting(TitleRecord::cycle, TitleRecord::state)
                .containsExactlyInAnyOrder(tuple(2026, "AWARDED"), tuple(2027, "AWARDED"));
        passTo("2027-02-01T00:00:00Z");
        assertThat(ledger.titles("an")).extracting(TitleRecord::state).containsOnly("WITHDRAWN");
    }

    @Test
    void who_would_wait_in_vain_is_found_by_the_check() {
        ledger.person("an");
        ledger.record(learn("an", "a", "reading", null));
        assertThat(ledger.check()).isEmpty();
        ledger.database().update("delete from due");

        assertThat(ledger.check())
                .singleElement()
                .extracting(Difference::stored)
                .isEqualTo("never due");
    }

    /** Readings for the three-month title, exams for the wait and a certificate that lapses in between. */
    private void busyPeople(String... ids) {
        ledger.person(ids);
        for (String id : ids) {
            ledger.record(
                    learn(id, id + "r", "reading", null),
                    learn(id, id + "e", "exam", null),
                    learn(id, id + "c", "certificate", "2026-07-07T00:00:00Z"));
            ledger.record(learn(id, id + "f", "exam", null));
        }
    }

    private record Story(
            String title, String state, @Nullable String level, Instant awardedAt, Instant changedAt) {}

    /** All that ever was of a subject's titles, without the serials. */
    private List<Story> stories(String subject) {
        return ledger
                .database()
                .rows(
                        "select t.title, state, level, awarded_at, changed_at from title t join subject on key = subject"
                                + " where id = $1 order by awarded_at, t.title, changed_at",
                        subject)
                .stream()
                .map(row -> new Story(
                        row.getString("title"),
                        row.getString("state"),
                        row.getString("level"),
                        row.getOffsetDateTime("awarded_at").toInstant(),
                        row.getOffsetDateTime("changed_at").toInstant()))
                .toList();
    }

    @Test
    void it_does_not_matter_how_late_or_how_often_time_is_let_pass() {
        busyPeople("an");
        passTo("2026-06-01T02:00:00Z");
        passTo("2026-07-07T00:00:00Z");
        busyPeopleAgainLater("ba");
        passTo("2027-03-01T00:00:00Z");
        passTo("2027-03-01T00:00:00Z");

        assertThat(stories("an")).isNotEmpty().extracting(Story::state).contains("EXPIRED", "SUPERSEDED", "WITHDRAWN");
        assertThat(stories("ba")).isEqualTo(stories("an"));
    }

    /** The same at the same moments, with nobody at the clock in between. */
    private void busyPeopleAgainLater(String id) {
        clock.moveTo(BEGIN.toString());
        busyPeople(id);
    }

    @Test
    void what_a_killed_node_had_claimed_is_taken_up_by_another_and_done_once() {
        ledger.person("p0", "p1", "p2", "p3", "p4", "p5", "p6");
        ledger.record(IntStream.range(0, 7)
                .mapToObj(i -> learn("p" + i, "r" + i, "reading", null))
                .toArray(Command[]::new));
        clock.moveTo("2026-06-01T02:00:00Z");
        assertThat(timekeeper().claim()).hasSize(5);

        assertThat(timekeeper.pass()).isEqualTo(2);
        assertThat(timekeeper.pass()).isZero();
        passTo("2026-06-01T02:00:31Z");

        assertThat(ledger.database().first("select count(*)::int as n from title where state = 'EXPIRED'"))
                .hasValueSatisfying(row -> assertThat(row.getInteger("n")).isEqualTo(7));
        assertThat(ledger.database().first("select 1 from due")).isEmpty();
    }

    @Test
    void an_expired_title_is_the_last_one_of_its_year() {
        ledger.person("an");
        ledger.record(learn("an", "a", "reading", null));
        passTo("2026-06-02T00:00:00Z");
        ledger.record(learn("an", "b", "reading", null));

        assertThat(ledger.states("an", "short")).containsExactly("EXPIRED");
        assertThat(ledger.check()).isEmpty();
    }
}
