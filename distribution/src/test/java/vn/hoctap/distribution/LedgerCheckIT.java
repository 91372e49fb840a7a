package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.database.EmbeddedPostgres;
import vn.hoctap.server.database.PostgresAddress;

/** Somebody changes the database behind the product's back; {@code ledger check} finds whom it concerns. */
class LedgerCheckIT {
    private static String changedProgress;
    private static String lostTitle;
    private static String forgedTitle;
    private static Ran check;

    @BeforeAll
    static void three_rows_are_changed_by_hand() throws Exception {
        Path data = Scratch.fresh("ledger");
        Ran.hoctap("demo", "--once", "--citizens", "60", "--data", data.toString())
                .exits(0);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
                Connection connection = connect(postgres.address());
                Statement sql = connection.createStatement()) {
            changedProgress =
                    alter(sql, "select subject from progress where outcome = 'NOT_MET' order by subject limit 1", """
                    update progress set total = '100' where (subject, cycle) =
                        (select subject, max(cycle) from progress where subject = %s group by subject)""");
            lostTitle = alter(
                    sql,
                    "select subject from title where state = 'AWARDED' order by subject limit 1",
                    "delete from title where subject = %s");
            forgedTitle = alter(
                    sql, "select subject from progress where outcome = 'NOT_MET' order by subject desc limit 1", """
                    insert into title
                    select (forged).* from (
                      select jsonb_populate_record(t, jsonb_build_object('subject', %s, 'serial', 'forged')) as forged
                      from title t where state = 'AWARDED' limit 1) as one""");
        }
        check = Ran.hoctap("ledger", "check", "--data", data.toString());
    }

    @Test
    void the_answer_is_no() {
        check.exits(1).saysNoStackTrace();
    }

    @Test
    void a_changed_progress_row_is_named() {
        assertThat(check.output() + check.errors()).contains(changedProgress);
    }

    @Test
    void a_lost_title_is_named() {
        assertThat(check.output() + check.errors()).contains(lostTitle);
    }

    @Test
    void a_forged_title_is_named() {
        assertThat(check.output() + check.errors()).contains(forgedTitle);
    }

    private static Connection connect(PostgresAddress address) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s".formatted(address.host(), address.port(), address.database()),
                address.user(),
                address.password());
    }

    /** Returns the id of the subject whose row was changed. */
    private static String alter(Statement sql, String whom, String how) throws SQLException {
        long key = Long.parseLong(one(sql, whom));
        assertThat(sql.executeUpdate(how.formatted(key))).as(how).isEqualTo(1);
        return one(sql, "select id from subject where key = " + key);
    }

    private static String one(Statement sql, String query) throws SQLException {
        try (ResultSet found = sql.executeQuery(query)) {
            assertThat(found.next()).as(query).isTrue();
            return found.getString(1);
        }
    }
}
