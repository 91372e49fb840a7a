package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoctap.server.ledger.LedgerFixture.course;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerCheckTest {
    private final LedgerFixture ledger = new LedgerFixture();

    @BeforeEach
    void two_people_one_with_titles() {
        ledger.person("an", "ba");
        ledger.record(course("an", "a", "20"), course("an", "b", "2"), course("ba", "c", "7"));
        assertThat(ledger.check()).isEmpty();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private void alter(String sql) {
        assertThat(ledger.database().update(sql)).isPositive();
    }

    private void assertNames(String subject, String title) {
        assertThat(ledger.check())
                .isNotEmpty()
                .allSatisfy(difference -> assertThat(difference.subject()).isEqualTo(subject))
                .anySatisfy(difference -> assertThat(difference.title()).isEqualTo(title));
    }

    private static String of(String subject) {
        return " where subject = (select key from subject where id = '" + subject + "') and title = 'learner'";
    }

    @Test
    void an_altered_total_is_found() {
        alter("update progress set total = '9'" + of("ba"));
        assertNames("ba", "learner");
    }

    @Test
    void an_altered_outcome_is_found() {
        alter("update progress set outcome = 'MET', level = 'low'" + of("ba"));
        assertNames("ba", "learner");
    }

    @Test
    void an_altered_state_is_found() {
        alter("update progress p set state = q.state from progress q where p.title = 'learner' and q.title = 'learner'"
                + " and p.subject <> q.subject and p.subject = (select key from subject where id = 'ba')");
        assertNames("ba", "learner");
    }

    @Test
    void an_unreadable_state_is_found() {
        alter("update progress set state = '\\x00'" + of("ba"));
        assertNames("ba", "learner");
    }

    @Test
    void progress_under_another_set_is_found() {
        alter("update progress set set_id = 'model/all'" + of("ba"));
        assertNames("ba", "learner");
    }

    @Test
    void progress_that_is_missing_is_found() {
        alter("delete from progress" + of("ba"));
        assertNames("ba", "learner");
    }

    @Test
    void a_raised_level_is_found() {
        alter("update title set level = 'high'" + of("an"));
        assertNames("an", "learner");
    }

    @Test
    void a_title_that_was_taken_away_in_the_database_is_found() {
        alter("update title set state = 'WITHDRAWN', reason = 'x'" + of("an"));
        assertNames("an", "learner");
    }

    @Test
    void a_title_that_was_deleted_is_found() {
        alter("delete from title" + of("an"));
        assertNames("an", "learner");
    }

    @Test
    void a_title_that_nobody_earned_is_found() {
        alter("insert into title (subject, serial, title, cycle, set_id, set_version, level, state, awarded_at, as_of,"
                + " explanation, changed_at) select (select key from subject where id = 'ba'), 'HT-FAKE', title, cycle,"
                + " set_id, set_version, level, state, awarded_at, as_of, explanation, changed_at from title"
                + of("an"));
        assertNames("ba", "learner");
    }

    @Test
    void a_prolonged_title_is_found() {
        alter("update title set valid_until = now()" + of("an"));
        assertNames("an", "learner");
    }

    @Test
    void a_deleted_fact_is_found() {
        alter("delete from fact where id = 'a'");
        assertNames("an", "learner");
    }

    @Test
    void a_fact_with_another_body_is_found_by_its_id() {
        alter("update fact set body = 'other' where id = 'c'");
        assertThat(ledger.check()).singleElement().satisfies(difference -> {
            assertThat(difference.subject()).isEqualTo("ba");
            assertThat(difference.stored()).contains("c with other content");
        });
    }

    @Test
    void a_fact_with_other_hours_is_found() {
        alter("update fact set hours = '70' where id = 'c'");
        assertNames("ba", "learner");
    }
}
