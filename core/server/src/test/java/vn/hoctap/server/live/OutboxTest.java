package vn.hoctap.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.database.TestDatabase;
import vn.hoctap.server.follow.Silence;
import vn.hoctap.server.live.Happening.OfQueue;

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
                .map(happening -> ((OfQueue) happening.about()).subject())
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
    void whoever_keeps_silent_is_not_waited_for_however_much_it_writes() {
        EventId begin = outbox.head();
        Outbox.Page meanwhile = test.database().inTransaction(slow -> {
            Silence.keep(slow);
            slow.update("insert into setting (name, value) values ('slow', 'yes')");
            queue(test.database(), "an");
            assertThat(outbox.head().isAfter(begin)).isTrue();
            return outbox.after(begin, 10);
        });

        assertThat(subjects(meanwhile)).containsExactly("an");
        assertThat(subjects(outbox.after(meanwhile.reached(), 10))).isEmpty();
    }

    @Test
    void whoever_has_told_of_something_cannot_keep_silent_about_it() {
        Throwable refused = catchThrowable(() -> test.database().inTransaction(told -> {
            queue(told, "an");
            Silence.keep(told);
            return told;
        }));
        assertThat(refused).hasMessageContaining("cannot keep silent");
    }

    @Test
    void whoever_may_still_tell_is_waited_for_however_many_have_begun_meanwhile() {
        EventId begin = outbox.head();
        List<String> meanwhile = test.database().inTransaction(slow -> {
            slow.first("select pg_current_xact_id()::text");
            for (int i = 0; i < 20; i++) {
                queue(test.database(), "an");
            }
            return subjects(outbox.after(begin, 100));
        });

        assertThat(meanwhile).isEmpty();
        assertThat(subjects(outbox.after(begin, 100))).hasSize(20);
    }

    @Test
    void whoever_speaks_is_waited_for_beside_others_that_keep_silent() {
        EventId begin = outbox.head();
        List<String> meanwhile = test.database().inTransaction(silent -> {
            Silence.keep(silent);
            silent.first("select pg_current_xact_id()::text");
            return test.database().inTransaction(slow -> {
                slow.first("select pg_current_xact_id()::text");
                queue(test.database(), "ba");
                List<String> heard = subjects(outbox.after(begin, 10));
                queue(slow, "an");
                return heard;
            });
        });

        assertThat(meanwhile).isEmpty();
        assertThat(subjects(outbox.after(begin, 10))).containsExactly("an", "ba");
    }

    @Test
    void whoever_keeps_silent_cannot_tell_of_anything() {
        Throwable refused = catchThrowable(() -> test.database().inTransaction(silent -> {
            Silence.keep(silent);
            queue(silent, "an");
            return silent;
        }));
        assertThat(refused).hasMessageContaining("keeps silent");
        // The same connection, or any other, may tell again.
        EventId begin = outbox.head();
        for (int i = 0; i < 20; i++) {
            test.database().inTransaction(open -> {
                queue(open, "an");
                return open;
            });
        }
        assertThat(subjects(outbox.after(begin, 100))).hasSize(20);
    }

    @Test
    void nothing_is_missed_or_comes_twice_however_many_write_and_keep_silent() throws InterruptedException {
        int writers = 6;
        int each = 150;
        EventId last = outbox.head();
        AtomicInteger running = new AtomicInteger(writers);
        List<Thread> threads = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            int number = writer;
            threads.add(Thread.startVirtualThread(() -> {
                try {
                    write(number, each);
                } finally {
                    running.decrementAndGet();
                }
            }));
        }
        List<String> heard = new ArrayList<>();
        boolean over = false;
        while (!over) {
            over = running.get() == 0;
            Outbox.Page page = outbox.after(last, 20);
            over &= page.happenings().isEmpty();
            heard.addAll(subjects(page));
            last = page.reached();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(heard).doesNotHaveDuplicates().hasSize(writers * each);
    }

    /** Every other transaction keeps silent; the others have begun to write before they tell. */
    private void write(int writer, int times) {
        for (int i = 0; i < times; i++) {
            String subject = writer + "-" + i;
            test.database().inTransaction(silent -> {
                Silence.keep(silent);
                return silent.update("insert into setting (name, value) values ($1, '')", subject);
            });
            test.database().inTransaction(telling -> {
                telling.update("update setting set value = 'told' where name = $1", subject);
                queue(telling, subject);
                return telling;
            });
        }
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
