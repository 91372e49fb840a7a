package vn.hoctap.server.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.hoctap.server.subject.RegisterFixture.since;

import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.identity.Reach;

/** What was stored before anything was sealed. */
class PlainRowsTest {
    private static final Identity MAIL = new Identity.Mbox("mailto:a@example.org");

    private final RegisterFixture register = new RegisterFixture();
    private final Database database = register.test.database();

    @BeforeEach
    void enter() {
        database.update("""
                with s as (insert into subject (id, kind, name, name_search, birth_date)
                    values ('cit-1', 'citizen', 'Nguyễn Văn Á', 'nguyen van a', '1968-04-12') returning key)
                insert into subject_identity (identity, subject) select $1, key from s""", MAIL.key());
    }

    @AfterEach
    void close() {
        register.close();
    }

    @Test
    void plain_rows_are_read_and_found_until_they_are_sealed() {
        assertKnown();
    }

    @Test
    void they_are_sealed_page_by_page_and_nothing_changes_for_anybody() {
        PlainRows plain = new PlainRows(database, register.secrets);
        assertThat(plain.sealProfiles(1)).isOne();
        assertThat(plain.sealProfiles(1)).isZero();
        assertThat(plain.sealIdentities(1)).isOne();
        assertThat(plain.sealIdentities(1)).isZero();
        assertKnown();
        assertThat(database.rows(
                        "select name, birth_date, identity from subject join subject_identity on subject = key"))
                .allMatch(row -> row.getString("name").isEmpty()
                        && row.getLocalDate("birth_date") == null
                        && row.getString("identity") == null);
    }

    @Test
    void a_change_seals_at_once_and_a_plain_identity_is_still_one_persons() {
        register.subjects.change("cit-1", since("2026-01-01").named("Nguyễn Văn Bê"), RegisterFixture.BY);
        assertThat(database.first("select name from subject where id = 'cit-1'")
                        .orElseThrow()
                        .getString("name"))
                .isEmpty();
        assertThat(register.subject("cit-1").name()).isEqualTo("Nguyễn Văn Bê");
        assertThat(register.subject("cit-1").history().birthDate()).isEqualTo("1968-04-12");
        register.citizen("cit-2", since("2026-01-01").named("B"));
        assertThatThrownBy(() ->
                        register.subjects.change("cit-2", since("2026-01-01").identified(MAIL), RegisterFixture.BY))
                .hasMessageContaining("identity");
    }

    @Test
    void what_somebody_is_changing_is_sealed_after_the_change() throws Exception {
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> changing = other.submit(() -> database.inTransaction(sql -> {
                sql.first("select 1 from subject where id = 'cit-1' for update");
                locked.countDown();
                await(go);
                return sql.update("update subject set name = 'Nguyễn Văn Bê' where id = 'cit-1'");
            }));
            await(locked);
            assertThat(new PlainRows(database, register.secrets).sealProfiles(9))
                    .isZero();
            go.countDown();
            changing.get();
        }

        assertThat(new PlainRows(database, register.secrets).sealProfiles(9)).isOne();

        assertThat(register.subject("cit-1").name()).isEqualTo("Nguyễn Văn Bê");
        assertThat(register.subject("cit-1").history().birthDate()).isEqualTo("1968-04-12");
    }

    @Test
    void a_change_that_waits_for_the_sealing_changes_what_was_sealed() throws Exception {
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> sealing = others.submit(() -> database.inTransaction(sql -> {
                sql.first("select 1 from subject where id = 'cit-1' for update");
                locked.countDown();
                await(go);
                Row row = sql.first("select birth_date, " + Names.columns("s") + " from subject s")
                        .orElseThrow();
                new ProfileRows(sql, register.secrets)
                        .put(List.of(new ProfileRows.Entry(row.getLong("person"), Profile.of(row, register.secrets))));
                return 1;
            }));
            await(locked);
            Future<?> changing = others.submit(() ->
                    register.subjects.change("cit-1", since("2026-01-01").named("Nguyễn Văn Bê"), RegisterFixture.BY));
            Awaitility.await()
                    .until(() -> database.first("select from pg_locks where not granted")
                            .isPresent());
            go.countDown();
            sealing.get();
            changing.get();
        }

        assertThat(register.subject("cit-1").name()).isEqualTo("Nguyễn Văn Bê");
        assertThat(register.subject("cit-1").history().birthDate()).isEqualTo("1968-04-12");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void assertKnown() {
        Subject subject = register.subject("cit-1");
        assertThat(subject.name()).isEqualTo("Nguyễn Văn Á");
        assertThat(subject.history().birthDate()).isEqualTo("1968-04-12");
        assertThat(subject.identities()).containsExactly(MAIL);
        assertThat(register.subjects.identified(database, List.of(MAIL.key()))).containsEntry(MAIL.key(), "cit-1");
        assertThat(register.subjects.list(new Reach.All(), SubjectQuery.all(9).text("van nguy")))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(register.subjects.list(new Reach.All(), SubjectQuery.all(9).text("nguyen van")))
                .extracting(Subject::id)
                .containsExactly("cit-1");
    }
}
