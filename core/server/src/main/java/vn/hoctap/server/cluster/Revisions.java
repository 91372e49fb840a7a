package vn.hoctap.server.cluster;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Session;
import vn.hoctap.server.database.Sql;

/**
 * Reads again what this process keeps in memory as a whole, once another one has changed it: PostgreSQL says so at once, and
 * in case that was lost one looks every other second, also for what is kept of single subjects.
 */
public final class Revisions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Revisions.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Database database;
    private final Map<String, Runnable> readings;
    private final Consumer<Sql> others;
    private final Map<String, Long> known = new HashMap<>();
    private final Semaphore notices = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    private Revisions(Database database, Map<String, Runnable> readings, Consumer<Sql> others) {
        this.database = database;
        this.others = others;
        this.readings = Map.copyOf(readings);
        this.thread = Thread.ofPlatform().name("hoctap-revisions").daemon().unstarted(this::run);
    }

    /**
     * @param readings what to do when a table was changed, by its name
     * @param others looks by itself for what else was changed, whenever this looks
     */
    public static Revisions start(Database database, Map<String, Runnable> readings, Consumer<Sql> others) {
        Revisions revisions = new Revisions(database, readings, others);
        revisions.thread.start();
        return revisions;
    }

    private void run() {
        while (!closed) {
            try (Session session =
                    database.session(Map.of("application_name", "hoctap-revisions"), PATIENCE, notices::release)) {
                session.onNotice(notices::release);
                session.update("listen hoctap_revised");
                while (!closed) {
                    look(session);
                    if (notices.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                        notices.drainPermits();
                    }
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (Exception failure) {
                // What a connection fails with may be a checked exception that nobody declares.
                LOG.debug("What others have changed is looked at again in a moment", failure);
                pause();
            }
        }
    }

    private void look(Session session) {
        others.accept(session);
        for (Row row : session.rows("select what, number from revision")) {
            String what = row.getString("what");
            Long number = row.getLong("number");
            Runnable reading = readings.get(what);
            if (reading != null && !number.equals(known.get(what))) {
                reading.run();
                known.put(what, number);
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (!thread.join(PATIENCE)) {
                LOG.error("The look for others' changes did not stop within {}", PATIENCE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
