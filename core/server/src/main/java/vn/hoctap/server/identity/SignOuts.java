package vn.hoctap.server.identity;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Sql;

/**
 * What was ended before its time: a session by its name at the sign-in server, or all sessions of an account that began
 * before. Each node looks every second what the others have ended, so that a token stops within seconds everywhere. Safe
 * for use from any thread.
 */
public final class SignOuts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SignOuts.class);
    private static final long LOOK_MILLIS = 1_000;
    /** Rows of slow transactions are seen again rather than missed. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);
    /** No token lives longer. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final Vertx vertx;
    private final Sql sql;
    private final Map<String, Instant> ended = new ConcurrentHashMap<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final long timer;
    private volatile boolean complete;

    private SignOuts(Vertx vertx, Sql sql) {
        this.vertx = vertx;
        this.sql = sql;
        sql.rows("select name, at from sign_out where at > now() - $1 * interval '1 second'", KEPT.toSeconds())
                .forEach(this::add);
        complete = true;
        timer = vertx.setPeriodic(LOOK_MILLIS, tick -> look());
    }

    public static SignOuts watch(Vertx vertx, Sql sql) {
        return new SignOuts(vertx, sql);
    }

    /** Ends it here at once, and elsewhere once the transaction is committed. */
    void end(Sql transaction, String name) {
        transaction.update("delete from sign_out where at < now() - $1 * interval '1 second'", KEPT.toSeconds());
        transaction
                .rows("insert into sign_out (name) values ($1) returning name, at", name)
                .forEach(this::add);
    }

    static String session(String sid) {
        return "sid:" + sid;
    }

    static String account(String pseudonym) {
        return "account:" + pseudonym;
    }

    boolean ended(Said said, Caller caller) {
        if (ended.isEmpty()) {
            return false;
        }
        if (said.sid() != null && ended.containsKey(session(said.sid()))) {
            return true;
        }
        Instant all = ended.get(account(caller.name()));
        return all != null && !said.issued().isAfter(all);
    }

    private void look() {
        if (!looking.compareAndSet(false, true)) {
            return;
        }
        long seconds = (complete ? OVERLAP : KEPT).toSeconds();
        sql.send("select name, at from sign_out where at > now() - $1 * interval '1 second'", seconds)
                .onSuccess(this::take)
                .onFailure(failure -> {
                    complete = false;
                    LOG.debug("What was ended elsewhere could not be read", failure);
                })
                .onComplete(done -> looking.set(false));
    }

    private void take(RowSet<Row> rows) {
        rows.forEach(this::add);
        complete = true;
        Instant old = Instant.now().minus(KEPT);
        ended.values().removeIf(at -> at.isBefore(old));
    }

    private void add(Row row) {
        OffsetDateTime at = row.getOffsetDateTime("at");
        ended.merge(row.getString("name"), at.toInstant(), (one, other) -> one.isAfter(other) ? one : other);
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }
}
