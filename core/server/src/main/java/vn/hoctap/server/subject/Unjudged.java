package vn.hoctap.server.subject;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.follow.Stirring;

/**
 * Of whom something has changed that criteria ask about and who are not judged anew since. They are marked in the
 * transaction of the change, so that no kill between it and the judgement leaves a title that nothing supports; and they are
 * stirred, for others may depend on them.
 */
public record Unjudged(Sql sql) {
    /** How long somebody is left to whoever marked or claimed him; the table's own default is the same. */
    private static final String KEPT = "10 seconds";

    private static final String MARK_ANEW =
            " order by 1 on conflict (subject) do update set mark = default, free_at = default";

    /** @param mark which change it was; a later one has another */
    public record Marked(long key, String id, long mark) {}

    public void mark(Collection<Long> keys) {
        if (!keys.isEmpty()) {
            Stirring.of(sql, keys);
            sql.update(
                    "insert into unjudged (subject) select distinct * from unnest($1::bigint[])" + MARK_ANEW,
                    (Object) keys.toArray(Long[]::new));
        }
    }

    /** All who ever lived or worked in these units, or are one of them. */
    public void markIn(Collection<String> units) {
        mark(sql.rows("""
                        select key from subject where org_unit = any($1)
                        union select subject from stay where unit = any($1)""", (Object) units.toArray(String[]::new)).stream()
                .map(row -> row.getLong("key"))
                .toList());
    }

    /**
     * Marks those who cannot be judged for as long as a plugin's code is in quarantine. Nobody takes them up until
     * {@link #free}.
     */
    public static Future<RowSet<Row>> withhold(Sql sql, Collection<Long> keys) {
        return sql.send("""
                insert into unjudged (subject, free_at) select *, 'infinity' from unnest($1::bigint[]) order by 1
                on conflict (subject) do update set mark = default, free_at = excluded.free_at""", (Object) keys.toArray(Long[]::new));
    }

    /** Marks those whom the code of a plugin should judge in a moment, by somebody who keeps nobody waiting meanwhile. */
    public static Future<RowSet<Row>> postpone(Sql sql, Collection<Long> keys) {
        return sql.send("insert into unjudged (subject) select * from unnest($1::bigint[])" + MARK_ANEW, (Object)
                keys.toArray(Long[]::new));
    }

    /** Those who were withheld may be taken up: some plugin's code runs again. Returns how many they are. */
    public int free() {
        return sql.update("update unjudged set free_at = now() where free_at = 'infinity'");
    }

    /** Those of these who are marked. */
    public List<Marked> of(Collection<String> ids) {
        return sql.rows("""
                        select u.subject, s.id, u.mark from unjudged u join subject s on s.key = u.subject
                        where s.id = any($1)""", (Object) ids.toArray(String[]::new)).stream()
                .map(Unjudged::read)
                .toList();
    }

    /** Until when those are kept for somebody who are marked or claimed at this moment. */
    public Instant keptUntil() {
        return sql.first("select now() + interval '" + KEPT + "' as until")
                .orElseThrow()
                .getOffsetDateTime("until")
                .toInstant();
    }

    /**
     * Some whom nobody is about to judge. For a while no one else gets them.
     *
     * @param orphanedUntil as {@link #keptUntil} said when all who were about to judge somebody had died
     */
    public List<Marked> claim(int limit, Instant orphanedUntil) {
        return sql.rows("""
                        with claimed as (
                            update unjudged set free_at = now() + interval '%s' where subject in (
                                select subject from unjudged where free_at <= greatest(now(), $2)
                                order by free_at limit $1 for update skip locked)
                            returning subject, mark)
                        select c.subject, s.id, c.mark from claimed c join subject s on s.key = c.subject""".formatted(KEPT), limit, Columns.utc(orphanedUntil)).stream()
                .map(Unjudged::read)
                .toList();
    }

    /** They are judged as they were when they had these marks. */
    public void done(Collection<Marked> judged) {
        if (!judged.isEmpty()) {
            sql.update(
                    """
                    delete from unjudged u using unnest($1::bigint[], $2::bigint[]) j(subject, mark)
                    where u.subject = j.subject and u.mark = j.mark""",
                    judged.stream().map(Marked::key).toArray(Long[]::new),
                    judged.stream().map(Marked::mark).toArray(Long[]::new));
        }
    }

    private static Marked read(Row row) {
        return new Marked(row.getLong("subject"), row.getString("id"), row.getLong("mark"));
    }
}
