package vn.hoctap.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoctap.server.audit.TrailCheck.Verdict;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.TestDatabase;

class AuditTest {
    private final TestDatabase test = TestDatabase.open();
    private final Database database = test.database();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        test.close();
    }

    private static Act act(int number) {
        return Act.of("a-officer", Deed.SUBJECT_CHANGED)
                .to(number)
                .on("cit-" + number)
                .noting("birthDate")
                .because("as on his card");
    }

    private void done(int acts) {
        Audit.write(
                database,
                IntStream.rangeClosed(1, acts).mapToObj(AuditTest::act).toList());
        sequencer().chain(1_000);
    }

    private Sequencer sequencer() {
        return new Sequencer(database, anchor());
    }

    private Anchor anchor() {
        return Anchor.in(folder);
    }

    private Verdict verdict() {
        return new TrailCheck(database, anchor().read()).verdict();
    }

    private List<Row> trail() {
        return database.rows("select * from audit_trail order by seq");
    }

    /** As one who owns the database could. */
    private void meddle(String sql) {
        database.update("alter table audit_trail disable trigger user");
        database.update(sql);
        database.update("alter table audit_trail enable trigger user");
    }

    @Test
    void acts_are_chained_in_order_over_several_batches() {
        Audit.write(
                database, IntStream.rangeClosed(1, 25).mapToObj(AuditTest::act).toList());
        assertThat(verdict().waiting()).isEqualTo(25);

        assertThat(sequencer().chain(10)).isEqualTo(10);
        assertThat(sequencer().chain(10)).isEqualTo(10);
        assertThat(sequencer().chain(10)).isEqualTo(5);
        assertThat(sequencer().chain(10)).isZero();

        assertThat(trail())
                .extracting(row -> row.getString("object"))
                .startsWith("cit-1", "cit-2")
                .endsWith("cit-25");
        assertThat(verdict().fault()).isEmpty();
        assertThat(verdict().links()).isEqualTo(25);
        assertThat(verdict().waiting()).isZero();
    }

    @Test
    void what_a_kill_left_waiting_is_chained_at_the_next_start_and_a_stop_leaves_nothing() {
        done(2);
        Audit.write(
                database, IntStream.rangeClosed(3, 7).mapToObj(AuditTest::act).toList());
        assertThat(verdict().waiting()).isEqualTo(5);

        try (Sequencer next = Sequencer.start(database, anchor())) {
            await().until(() -> verdict().waiting() == 0);
            Audit.write(database, List.of(act(8)));
        }

        assertThat(verdict().waiting()).isZero();
        assertThat(verdict().fault()).isEmpty();
        assertThat(trail())
                .extracting(row -> row.getString("object"))
                .startsWith("cit-1")
                .endsWith("cit-8")
                .hasSize(8);
    }

    @Test
    void an_act_of_a_transaction_that_came_to_nothing_was_not_done() {
        assertThatThrownBy(() -> database.inTransaction(sql -> {
                    Audit.write(sql, act(1));
                    throw new IllegalStateException("changed his mind");
                }))
                .hasMessage("changed his mind");

        assertThat(sequencer().chain(10)).isZero();
        assertThat(trail()).isEmpty();
    }

    @Test
    void the_units_for_which_somebody_acts_are_those_of_his_account() {
        database.update("insert into account (pseudonym, acts_for) values ('a-officer', 'officer@quang-vinh')");

        done(1);

        assertThat(trail().getFirst().getString("behalf")).isEqualTo("officer@quang-vinh");
    }

    @Test
    void the_trail_is_only_added_to() {
        done(3);

        assertThatThrownBy(() -> database.update("delete from audit_trail where seq = 2"))
                .hasMessageContaining("only added to");
        assertThatThrownBy(() -> database.update("update audit_trail set actor = 'a-other' where seq = 2"))
                .hasMessageContaining("only added to");
        assertThatThrownBy(() -> database.update("update audit_trail set reason = 'another' where seq = 2"))
                .hasMessageContaining("only added to");
        assertThatThrownBy(() -> database.update("truncate audit_trail")).hasMessageContaining("only added to");
    }

    @Test
    void an_altered_act_is_named() {
        done(5);
        meddle("update audit_trail set actor = 'a-other' where seq = 3");

        assertThat(verdict().fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("link 3"));
        assertThat(verdict().links()).isEqualTo(2);
    }

    @Test
    void an_act_left_out_is_named() {
        done(5);
        meddle("delete from audit_trail where seq = 4");

        assertThat(verdict().fault()).contains("link 4 is missing");
    }

    /** As one who owns the database alone could: what is left is a whole chain. */
    @Test
    void an_end_that_was_cut_off_is_named() {
        done(5);
        try (Sequencer noting = Sequencer.start(database, anchor())) {
            Audit.write(database, act(6));
            await().until(() -> anchor().read().filter(end -> end.seq() == 6).isPresent());
        }
        assertThat(verdict().fault()).isEmpty();

        meddle("delete from audit_trail where seq > 4");

        assertThat(new TrailCheck(database, Optional.empty()).verdict().fault()).isEmpty();
        assertThat(verdict().fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("cut off", "link 4", "link 6"));
    }

    @Test
    void a_chain_that_was_written_anew_is_not_the_one_that_was_noted() throws IOException {
        done(2);
        anchor().write(new Anchor.Noted(2, "ab".repeat(32), Instant.EPOCH));

        assertThat(verdict().fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("up to link 2"));
    }

    @Test
    void an_act_put_in_with_a_hash_of_its_own_is_named() {
        done(2);
        meddle("insert into audit_trail select 3, at, actor, behalf, deed, subject, object, note, null, null, null,"
                + " hash from audit_trail where seq = 2");

        assertThat(verdict().fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("link 3"));
    }

    @Test
    void another_reason_is_named_and_an_erased_one_breaks_nothing() {
        done(3);
        database.update("update audit_trail set reason = null, salt = null where subject = 2");
        assertThat(verdict().fault()).isEmpty();
        assertThat(verdict().erased()).isEqualTo(1);

        meddle("update audit_trail set reason = 'because I say so' where seq = 3");
        assertThat(verdict().fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("reason of link 3"));
    }
}
