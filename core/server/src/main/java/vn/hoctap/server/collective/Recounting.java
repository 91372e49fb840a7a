package vn.hoctap.server.collective;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.ledger.Command.Count;
import vn.hoctap.server.ledger.NotNow;
import vn.hoctap.server.ledger.Receipt;
import vn.hoctap.server.ledger.Recorder;
import vn.hoctap.server.ledger.Submission;

/** Has collectives counted for whose members somebody waits, and those of which a first count has begun. */
public final class Recounting implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recounting.class);
    private static final String BY = "hoctap";
    /** So many collectives at a time; those of one batch share its few queries. */
    private static final int MOST = 100;

    private static final long NAP_MILLIS = 1_000;
    /** Those who record share the processors with it: they get as much time as it took. */
    private static final long LONGEST_TURN_MILLIS = 1_000;

    private static final Duration REST = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Sql sql;
    private final Recorder recorder;
    private final Semaphore hints = new Semaphore(0);
    private final Map<Long, Instant> resting = new HashMap<>();
    private final Thread thread;
    private volatile boolean closed;

    private Recounting(Sql sql, Recorder recorder) {
        this.sql = sql;
        this.recorder = recorder;
        this.thread = Thread.ofPlatform().name("hoctap-recounting").daemon().unstarted(this::run);
    }

    public static Recounting start(Sql sql, Recorder recorder) {
        Recounting recounting = new Recounting(sql, recorder);
        recounting.thread.start();
        return recounting;
    }

    /** Somebody may wait. */
    public void hint() {
        if (hints.availablePermits() == 0) {
            hints.release();
        }
    }

    private void run() {
        while (!closed) {
            try {
                long begun = System.nanoTime();
                boolean counted = count();
                long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
                if (counted) {
                    TimeUnit.MILLISECONDS.sleep(Math.min(took, LONGEST_TURN_MILLIS));
                } else if (hints.tryAcquire(NAP_MILLIS, TimeUnit.MILLISECONDS)) {
                    hints.drainPermits();
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (Exception failure) {
                // What a connection fails with may be a checked exception that nobody declares.
                if (!closed) {
                    LOG.warn("Collectives could not be counted; it is tried again", failure);
                    pause();
                }
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(NAP_MILLIS);
        } catch (InterruptedException stopped) {
            closed = true;
        }
    }

    private record Collective(long key, String id) {}

    /** False when nobody waits. */
    private boolean count() {
        resting.values().removeIf(until -> until.isBefore(Instant.now()));
        List<Collective> waiting = waiting();
        List<Future<List<Receipt>>> counted = waiting.stream()
                .map(one -> recorder.record(Submission.of(new Count(one.id()), BY)))
                .toList();
        for (int i = 0; i < waiting.size(); i++) {
            try {
                Await.on(counted.get(i));
            } catch (NotNow busy) {
                LOG.debug("A collective is counted later", busy);
            } catch (RuntimeException failure) {
                resting.put(waiting.get(i).key(), Instant.now().plus(REST));
                LOG.warn(
                        "The collective with key {} could not be counted",
                        waiting.get(i).key(),
                        failure);
            }
        }
        return !waiting.isEmpty();
    }

    private List<Collective> waiting() {
        List<Collective> waiting = new ArrayList<>();
        for (Row row : sql.rows("""
                select s.key, s.id from (
                    select distinct collective from (
                        select collective from uncounted where not collective = any($1) order by seq limit $3) first
                    union select collective from (
                        select collective from headcount
                        where reached_unit is not null and not collective = any($1) limit $2) begun) w
                join subject s on s.key = w.collective order by s.key limit $2""", resting.keySet().toArray(Long[]::new), MOST, MOST * MOST)) {
            waiting.add(new Collective(row.getLong("key"), row.getString("id")));
        }
        return waiting;
    }

    /** Returns when the collectives at work are counted. */
    @Override
    public void close() {
        closed = true;
        hints.release();
        try {
            if (!thread.join(PATIENCE)) {
                LOG.error("Counting collectives did not stop within {}", PATIENCE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
