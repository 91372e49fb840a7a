package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoctap.server.ledger.LedgerFixture.again;
import static vn.hoctap.server.ledger.LedgerFixture.course;
import static vn.hoctap.server.ledger.LedgerFixture.ownCourse;
import static vn.hoctap.server.ledger.LedgerFixture.rejected;
import static vn.hoctap.server.ledger.LedgerFixture.verified;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.ledger.Command.PassTime;
import vn.hoctap.server.ledger.Receipt.Status;
import vn.hoctap.server.subject.Unjudged;

/** The code of plugins is called before anything of a subject is locked, whatever is recorded. */
class CodeBeforeLocksTest {
    private final MovableClock clock = new MovableClock(LedgerFixture.NOW);
    private final WatchedMeasure code = new WatchedMeasure();
    private final LedgerFixture ledger = new LedgerFixture(clock, LedgerSets.byCode(code));
    private final AtomicInteger calls = new AtomicInteger();
    private final List<RuntimeException> locked = new ArrayList<>();

    @AfterEach
    void close() {
        code.onCall(() -> {});
        ledger.close();
    }

    /** From a connection of its own. */
    private void tryToLock() {
        calls.incrementAndGet();
        try {
            ledger.database().inTransaction(sql -> {
                for (String table : List.of("subject", "progress", "title", "due", "fact")) {
                    sql.rows("select 1 from " + table + " for update nowait");
                }
                return sql.rows("lock table progress, title, fact in share mode nowait");
            });
            assertThat(ledger.database()
                            .first("select count(*) from pg_locks l join pg_database d on d.oid = l.database"
                                    + " where d.datname = current_database() and l.locktype = 'advisory'")
                            .orElseThrow()
                            .getLong(0))
                    .isZero();
        } catch (RuntimeException held) {
            locked.add(held);
        }
    }

    private void isCalledWithoutLocks(Command... commands) {
        calls.set(0);
        code.onCall(this::tryToLock);
        ledger.record(commands);
        code.onCall(() -> {});
        assertThat(locked).isEmpty();
        assertThat(calls).as("calls of the code").hasPositiveValue();
    }

    @Test
    void nothing_is_locked_while_the_code_of_a_plugin_is_called() {
        ledger.person("an");
        isCalledWithoutLocks(ownCourse("an", "a", "20"));
        isCalledWithoutLocks(ownCourse("an", "a", "20"), course("an", "b", "20"));
        isCalledWithoutLocks(verified("an", "a"));
        isCalledWithoutLocks(rejected("an", "a"), course("an", "c", "1"));
        isCalledWithoutLocks(again("an"));
        assertThat(ledger.states("an", "coded")).containsExactly("AWARDED");
        clock.moveTo("2026-11-01T00:00:00Z");
        isCalledWithoutLocks(new PassTime("an"));
        assertThat(ledger.states("an", "coded")).contains("EXPIRED");
        assertThat(ledger.total("an", "learner")).isEqualTo("5");
        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void who_changes_while_the_code_is_called_is_judged_as_he_is_then() {
        ledger.person("an");
        ledger.record(course("an", "a", "20"));
        code.onCall(() -> {
            if (calls.getAndIncrement() == 0) {
                ledger.regroup("an", "cong-nhan", LocalDate.parse("2021-01-01"));
                new Unjudged(ledger.database()).mark(List.of(key("an")));
            }
        });
        ledger.record(again("an"));
        assertThat(calls).hasPositiveValue();
        assertThat(ledger.states("an", "coded")).containsExactly("WITHDRAWN");
        assertThat(ledger.states("an", "learner")).containsExactly("WITHDRAWN low");
    }

    @Test
    void who_changes_every_time_is_recorded_at_once_and_judged_by_code_in_a_moment() {
        ledger.person("an");
        ledger.record(ownCourse("an", "a", "20"));
        code.onCall(() -> new Unjudged(ledger.database()).mark(List.of(key("an"))));
        assertThat(ledger.status(verified("an", "a"))).isEqualTo(Status.RECORDED);
        assertThat(ledger.total("an", "learner")).isEqualTo("5");
        assertThat(ledger.states("an", "coded")).containsExactly("AWARDED");
        assertThat(ledger.count("unjudged")).isEqualTo(1);

        code.onCall(calls::incrementAndGet);
        ledger.database().update("update unjudged set free_at = now()");
        assertThat(ledger.leftovers().judge(10)).isEqualTo(1);
        assertThat(calls).hasPositiveValue();
        assertThat(ledger.count("unjudged")).isZero();
        assertThat(ledger.total("an", "coded")).isEqualTo("1");
        assertThat(ledger.check()).isEmpty();
    }

    private long key(String id) {
        return ledger.database()
                .first("select key from subject where id = $1", id)
                .orElseThrow()
                .getLong("key");
    }
}
