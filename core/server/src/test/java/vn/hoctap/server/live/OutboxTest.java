package vn.hoctap.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.database.TestDatabase;

/** The order of what happened, whoever commits when. */
class OutboxTest {
    private final TestDatabase test = TestDatabase.open();
    private final Outbox outbox = new Outbox(test.database(), ids -> Map.of());

    @AfterEach
    void close() {
        test.close();
    }

    private static void queue(Sql sql, String subject) {
        sql.update(
                "insert into outbox (at, subjects, body) values (now(), '{}', jsonb_build_object('queue', array[$1::text]))",
                subject);
    }

    private static List<String> subjects(Outbox.Page page) {
        return page.happenings().stream()
                .map(happening -> happening.data().path("subject").asText())
                .toList();
    }

    @Test
    void a_lower_id_that_commits_later_is_not_skipped() {
        EventId begin = outbox.head();
        Outbox.Page meanwhile = test.database().inTransaction(slow -> {
            queue(slow, "an");
            queue(test.database(), "ba");
            return outbox.after(begin, 10);
        });
        Outbox.Page later = outbox.after(meanwhile.reached(), 10);

        assertThat(subjects(meanwhile)).isEmpty();
        assertThat(subjects(later)).containsExactly("an", "ba");
    }

    @Test
    void a_lower_transaction_that_writes_later_is_not_skipped() {
        EventId begin = outbox.head();
        Outbox.Page meanwhile = test.database().inTransaction(slow -> {
            slow.first("select pg_current_xact_id()::text");
            queue(test.database(), "ba");
            Outbox.Page page = outbox.after(begin, 10);
            queue(slow, "an");
            return page;
        });
        Outbox.Page later = outbox.after(meanwhile.reached(), 10);

        assertThat(subjects(meanwhile)).isEmpty();
        assertThat(subjects(later)).containsExactly("an", "ba");
    }

    @Test
    void who_has_seen_half_of_a_row_gets_the_other_half() {
        EventId begin = outbox.head();
        test.database()
                .update(
                        "insert into outbox (at, subjects, body) values (now(), '{}', '{\"queue\": [\"an\", \"ba\"]}')");
        Outbox.Page both = outbox.after(begin, 10);
        assertThat(subjects(both)).containsExactly("an", "ba");

        assertThat(subjects(outbox.after(both.happenings().getFirst().id(), 10)))
                .containsExactly("ba");
        assertThat(subjects(outbox.after(both.happenings().getLast().id(), 10))).isEmpty();
        assertThat(subjects(outbox.after(both.reached(), 10))).isEmpty();
    }

    @Test
    void what_is_old_is_swept_and_who_missed_it_is_told_so() {
        EventId begin = outbox.head();
        queue(test.database(), "an");
        EventId seen = outbox.after(begin, 10).reached();
        test.database().update("update outbox set at = now() - interval '3 days'");
        queue(test.database(), "ba");
        outbox.sweep(Duration.ofDays(2));

        assertThat(outbox.isLost(begin)).isTrue();
        assertThat(outbox.isLost(seen)).isFalse();
        assertThat(subjects(outbox.after(seen, 10))).containsExactly("ba");
    }

    @Test
    void what_a_restored_copy_brought_along_is_forgotten() {
        queue(test.database(), "an");
        EventId seen = outbox.after(outbox.head(), 10).reached();
        test.database().update("update outbox set xid = '900000000000'::xid8");
        outbox.forgetOtherLives();

        assertThat(test.database().first("select 1 from outbox")).isEmpty();
        assertThat(outbox.isLost(new EventId(900_000_000_000L, 1, 0))).isTrue();
        assertThat(outbox.isLost(seen)).isFalse();
    }
}
