package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;

/** Reads and writes in bulk when time alone changes something for subjects. */
final class DueRows {
    private DueRows() {}

    static Future<RowSet<Row>> read(Sql sql, Collection<Long> subjects) {
        return sql.send("select subject, at from due where subject = any($1)", (Object) subjects.toArray(Long[]::new));
    }

    /** Writes what is known by now where it is not what is stored. */
    static List<Future<RowSet<Row>>> write(Sql sql, Collection<Dossier> dossiers) {
        List<Future<RowSet<Row>>> sent = new ArrayList<>();
        List<Dossier> changed = dossiers.stream()
                .filter(dossier -> !dossier.due().equals(dossier.nextDue()))
                .toList();
        List<Dossier> set = changed.stream()
                .filter(dossier -> dossier.nextDue().isPresent())
                .toList();
        List<Dossier> gone =
                changed.stream().filter(dossier -> dossier.nextDue().isEmpty()).toList();
        if (!set.isEmpty()) {
            sent.add(sql.send(
                    """
                    insert into due (subject, at) select * from unnest($1::bigint[], $2::timestamptz[])
                    on conflict (subject) do update set at = excluded.at, claimed_until = null""",
                    Columns.of(set, Long[]::new, Dossier::key),
                    Columns.of(
                            set,
                            OffsetDateTime[]::new,
                            dossier -> Columns.utc(dossier.nextDue().orElseThrow()))));
        }
        if (!gone.isEmpty()) {
            sent.add(sql.send("delete from due where subject = any($1)", Columns.of(gone, Long[]::new, Dossier::key)));
        }
        return sent;
    }
}
