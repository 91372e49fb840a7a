package vn.hoctap.server.subject;

import io.vertx.sqlclient.Row;
import java.util.List;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.secrecy.Secrets;

/** Who was stored before anything was sealed. */
public record PlainRows(Database database, Secrets secrets) {

    /** Seals who these people are, so many at most; returns how many there were. */
    public int sealProfiles(int limit) {
        return database.inTransaction(sql -> {
            List<Row> rows = sql.rows("select birth_date, " + Names.columns("s") + """
                     from subject s where profile is null and erased_at is null and kind in ('citizen', 'family', 'clan')
                    order by key limit $1 for update skip locked""", limit);
            if (!rows.isEmpty()) {
                new ProfileRows(sql, secrets)
                        .put(rows.stream()
                                .map(row -> new ProfileRows.Entry(row.getLong("person"), Profile.of(row, secrets)))
                                .toList());
            }
            return rows.size();
        });
    }

    /** Seals under which names other systems know them. */
    public int sealIdentities(int limit) {
        return database.inTransaction(sql -> {
            List<String> plain = sql
                    .rows("select identity from subject_identity where identity is not null order by 1 limit $1", limit)
                    .stream()
                    .map(row -> row.getString("identity"))
                    .toList();
            if (!plain.isEmpty()) {
                new IdentityRows(sql, secrets).sealPlain(plain);
            }
            return plain.size();
        });
    }
}
