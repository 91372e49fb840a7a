package vn.hoctap.server.cluster;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Session;

/**
 * Runs for the turn to record, every second and whenever there is a reason to look. The turn is an advisory lock on a
 * session of its own, so it ends with the process, with the session, or with the server. Should the lock be lost without
 * this node noticing, its epoch is over all the same once another has begun the next, and the fence lets nothing of it pass.
 */
public final class Election implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Election.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** A holder that has said nothing for so long hangs, or its machine is out of reach; it speaks every second. */
    private static final String SILENCE = "15 seconds";

    private static final String LOCK_TIMEOUT = "55P03";
    private static final int TURN = 1;
    private static final int FENCE = 2;

    /** What a vanished client leaves behind is noticed by the server within ten seconds. */
    private static final Map<String, String> WATCHED = Map.of(
            "application_name",
            "hoctap-election",
            "tcp_keepalives_idle",
            "4",
            "tcp_keepalives_interval",
            "2",
            "tcp_keepalives_count",
            "3",
            "lock_timeout",
            "3s");

    /** Is told by one thread, and must not hold it up. */
    public interface Office {
        /** From now on this node records. */
        void take(Term term);

        /** From now on it does not; whatever it still has under way fails at the fence if another has begun. */
        void leave(Term term);

        /** Another node records, as far as one knows. */
        void follow(Term term);
    }

    private final Database database;
    private final String node;
    private final Office office;
    private final Semaphore reasons = new Semaphore(0);
    private final Thread thread;
    private @Nullable Held held;
    private @Nullable Term mine;
    private volatile boolean closed;

    private record Held(Session session, AtomicBoolean ended) {}

    private Election(Database database, String node, Office office) {
        this.database = database;
        this.node = node;
        this.office = office;
        this.thread = Thread.ofPlatform().name("hoctap-election").daemon().unstarted(this::run);
    }

    /** Returns when the first look is done: a node that has no rival has its turn by then. */
    public static Election start(Database database, String node, Office office) {
        Election election = new Election(database, node, office);
        election.look();
        election.thread.start();
        return election;
    }

    /** Something has happened after which the turn may be another's. Cheap; safe for use from any thread. */
    public void lookNow() {
        if (reasons.availablePermits() == 0) {
            reasons.release();
        }
    }

    private void run() {
        try {
            while (!closed) {
                if (reasons.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                    reasons.drainPermits();
                }
                if (!closed) {
                    look();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            if (held != null && held.ended().get()) {
                leave("its session has ended");
            }
            Session open = session();
            if (mine == null) {
                run(open);
            } else if (!stillMine(open, mine)) {
                leave("another has begun the next");
            }
        } catch (Exception failure) {
            // What a connection fails with may be a checked exception that nobody declares.
            if (!closed) {
                LOG.atDebug().setCause(failure).log("The election is tried again in a moment");
                leave(String.valueOf(failure.getMessage()));
            }
        }
    }

    private Session session() {
        Held open = held;
        if (open == null) {
            AtomicBoolean ended = new AtomicBoolean();
            open = new Held(
                    database.session(WATCHED, PATIENCE, () -> {
                        ended.set(true);
                        lookNow();
                    }),
                    ended);
            held = open;
        }
        return open.session();
    }

    private void run(Session open) {
        Row row = open.first("select recorder_try() as mine, epoch, node, taken_at from recorder")
                .orElseThrow();
        if (row.getBoolean("mine")) {
            Term term = new Term(begin(open), node, Instant.now());
            mine = term;
            LOG.atInfo()
                    .addKeyValue("node", node)
                    .addKeyValue("epoch", term.epoch())
                    .log("This node records");
            office.take(term);
        } else {
            Term.of(row).ifPresent(office::follow);
            oust(open, TURN, SILENCE);
        }
    }

    private long begin(Session open) {
        try {
            return take(open);
        } catch (PgException failure) {
            if (!LOCK_TIMEOUT.equals(failure.getSqlState())) {
                throw failure;
            }
            // A batch of an epoch before that does not come to its end: its node hangs.
            oust(open, FENCE, "0 seconds");
            return take(open);
        }
    }

    private long take(Session open) {
        return open.first("select recorder_take($1) as epoch", node)
                .orElseThrow()
                .getLong("epoch");
    }

    private static void oust(Session open, int part, String silence) {
        open.first("""
                        select count(pg_terminate_backend(pid)) as ousted from recorder_holders($1)
                        where pid <> pg_backend_pid() and silent > $2::text::interval""", part, silence)
                .filter(row -> row.getLong("ousted") > 0)
                .ifPresent(row -> LOG.warn("A node that records has fallen silent; its session is ended"));
    }

    private static boolean stillMine(Session open, Term term) {
        return Term.latest(open)
                .filter(latest -> latest.epoch() == term.epoch())
                .isPresent();
    }

    /** Gives the lock back, if it is held, by ending the session. */
    private void leave(String why) {
        Held open = held;
        held = null;
        Term term = mine;
        mine = null;
        if (term != null) {
            LOG.atInfo()
                    .addKeyValue("node", node)
                    .addKeyValue("epoch", term.epoch())
                    .log("This node records no longer: {}", why);
            office.leave(term);
        }
        if (open != null) {
            open.session().close();
        }
    }

    /** What is at work must have ended before: the next node begins at once. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (!thread.join(PATIENCE)) {
                LOG.error("The election did not stop within {}", PATIENCE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        leave("it is being closed");
    }
}
