package vn.hoctap.server.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.hoctap.server.subject.RegisterFixture.since;

import java.util.List;
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
