package vn.hoctap.server.follow;

import io.vertx.sqlclient.Row;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;

/**
 * Of whom something has changed, for a process that keeps something of them in memory and must hear soon what another one
 * has committed. Unlike a {@link Follower} it keeps no place, needs no order, and so waits for no transaction that is still open. Used by
 * one thread.
 */
public final class Turned {
    /** What is visible now and was not then; in a database that was put back meanwhile nothing can be told. */
    private static final String SINCE = """
            select pg_current_snapshot()::text as seen,
                pg_snapshot_xmax(pg_current_snapshot()) < pg_snapshot_xmax($1::text::pg_snapshot) as lost,
                array(select distinct t.key from outbox o, unnest(o.turned) t(key)
                    where o.stirred is not null and o.xid >= pg_snapshot_xmin($1::text::pg_snapshot)
                        and not pg_visible_in_snapshot(o.xid, $1::text::pg_snapshot)) as keys""";

    private @Nullable String seen;

    /**
     * The keys of those who, or whose titles, were changed by what was committed since it was asked last; empty when that
     * cannot be told, as the first time.
     */
    public Optional<Set<Long>> next(Sql sql) {
        String before = seen;
        if (before == null) {
            seen = sql.first("select pg_current_snapshot()::text as seen")
                    .orElseThrow()
                    .getString("seen");
            return Optional.empty();
        }
        Row now = sql.first(SINCE, before).orElseThrow();
        seen = now.getString("seen");
        return now.getBoolean("lost") ? Optional.empty() : Optional.of(Set.of(now.getArrayOfLongs("keys")));
    }
}
