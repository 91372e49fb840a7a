package vn.hoctap.server.subject;

import java.util.List;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.follow.Stirring;
import vn.hoctap.server.http.Problem;

/** The communities and working units that come with organisational units: each has the id and name of its unit. */
public final class UnitSubjects {
    private UnitSubjects() {}

    /** @throws Problem 409 when another subject has the id */
    public static void create(Sql sql, String unit, SubjectKind kind, String name) {
        long key = sql.first("""
                        insert into subject (id, kind, name, name_search, org_unit) values ($1, $2, $3, $4, $1)
                        on conflict do nothing returning key""", unit, kind.slug(), name, SearchText.of(name))
                .orElseThrow(() -> SubjectWrites.known(unit))
                .getLong("key");
        Stirring.of(sql, List.of(key));
    }

    public static void rename(Sql sql, String unit, String name) {
        sql.update(
                "update subject set name = $2, name_search = $3 where org_unit = $1", unit, name, SearchText.of(name));
    }
}
