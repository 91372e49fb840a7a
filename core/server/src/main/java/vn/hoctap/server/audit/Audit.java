package vn.hoctap.server.audit;

import java.util.Collection;
import java.util.List;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;

/**
 * Where acts are told. Pass the transaction in which the act is done, so that both are or neither is; what changes nothing
 * in the database, such as a refusal, passes the database itself.
 */
public final class Audit {
    private Audit() {}

    public static void write(Sql sql, Act act) {
        write(sql, List.of(act));
    }

    public static void write(Sql sql, Collection<Act> acts) {
        if (acts.isEmpty()) {
            return;
        }
        sql.update(
                """
                insert into audit_event (actor, deed, subject, object, note, reason, behalf)
                select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[])\
                """,
                Columns.of(acts, String[]::new, Act::actor),
                Columns.of(acts, String[]::new, act -> act.deed().slug()),
                Columns.of(acts, Long[]::new, Act::subject),
                Columns.of(acts, String[]::new, Act::object),
                Columns.of(acts, String[]::new, Act::note),
                Columns.of(acts, String[]::new, Act::reason),
                Columns.of(acts, String[]::new, Act::behalf));
    }
}
