package vn.hoctap.server.subject;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Problem.PointerError;

/** Reads and writes under which names other systems know subjects. An identity belongs to one subject only. */
final class IdentityRows {

    private record IdentityRow(long key, String identity, String pointer) {}

    private final Sql sql;

    IdentityRows(Sql sql) {
        this.sql = sql;
    }

    /** The ids of the subjects by identity; those that nobody has are absent. */
    Map<String, String> subjects(Collection<String> identities) {
        return sql.rows("""
                        select i.identity, s.id from subject_identity i join subject s on s.key = i.subject
                        where i.identity = any($1)""", (Object) identities.toArray(String[]::new)).stream()
                .collect(Collectors.toMap(row -> row.getString("identity"), row -> row.getString("id")));
    }

    /** @throws Problem 409 when another subject has one of them */
    void replace(Change change) {
        if (change.content().identities() != null) {
            sql.update("delete from subject_identity where subject = $1", change.key());
            put(List.of(change));
        }
    }

    /** @throws Problem 409 when another subject has one of them */
    void put(List<Change> changes) {
        List<IdentityRow> rows =
                changes.stream().flatMap(change -> rows(change).stream()).toList();
        if (rows.isEmpty()) {
            return;
        }
        Set<String> put =
                sql
                        .rows("""
                        insert into subject_identity (subject, identity)
                        select * from unnest($1::bigint[], $2::text[]) order by 2
                        on conflict do nothing returning identity""", Columns.numbers(rows, IdentityRow::key), Columns.texts(rows, IdentityRow::identity))
                        .stream()
                        .map(row -> row.getString("identity"))
                        .collect(Collectors.toSet());
        List<PointerError> taken = rows.stream()
                .filter(row -> !put.contains(row.identity()))
                .map(row -> new PointerError(row.pointer(), "Another subject has this identity already."))
                .toList();
        if (!taken.isEmpty()) {
            throw new Problem(409, "Conflict", taken.getFirst().detail(), taken);
        }
    }

    private static List<IdentityRow> rows(Change change) {
        List<Identity> identities = change.content().identities();
        List<IdentityRow> rows = new ArrayList<>();
        for (int i = 0; identities != null && i < identities.size(); i++) {
            rows.add(new IdentityRow(change.key(), identities.get(i).key(), "/identities/" + i));
        }
        return rows;
    }
}
