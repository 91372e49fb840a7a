package vn.hoctap.server.demo;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import vn.hoctap.server.database.Sql;

/** Waits until all that follows from what was recorded is done: members have moved their collectives, and so on up. */
final class DemoSettling {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long LOOK_MILLIS = 100;
    /** What one of them ends may begin something in another. */
    private static final int QUIET_LOOKS = 3;

    private static final List<String> BUSY = List.of(
            // Those whom a plugin in quarantine keeps from it wait for the plugin.
            "exists (select from unjudged where free_at < 'infinity')",
            "exists (select from uncounted)",
            "exists (select from headcount where reached_unit is not null)",
            """
            exists (select from follower f join outbox o on o.stirred is not null and (o.xid, o.id) > (f.xid, f.id))""");

    private final Sql sql;

    DemoSettling(Sql sql) {
        this.sql = sql;
    }

    /** Whatever takes longer goes on afterwards. */
    void await() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        int quiet = 0;
        while (quiet < QUIET_LOOKS && System.nanoTime() < end) {
            quiet = isBusy() ? 0 : quiet + 1;
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean isBusy() {
        List<String> questions = new ArrayList<>(BUSY);
        sql.first("select 1 from pg_tables where schemaname = current_schema() and tablename = 'rollup_pending'")
                .ifPresent(there -> questions.add("exists (select from rollup_pending)"));
        Row row = sql.first("select " + String.join(" or ", questions) + " as busy")
                .orElseThrow();
        return row.getBoolean("busy");
    }
}
