package vn.hoctap.server.ledger;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.ConnectionLost;
import vn.hoctap.server.database.Sql;

/**
 * Judges everybody anew, in the background, when other sets judge than when everybody was judged last: a plugin came or
 * went, or brought a new version. It works through the subjects by their keys and notes how far it is, so that the next
 * start goes on where this one was stopped; what is judged twice comes out the same.
 */
public final class Rejudging implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rejudging.class);
    private static final Duration BUSY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BY = "hoctap";

    private final Recorder recorder;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    private Rejudging(Recorder recorder, List<SetsChange> changes) {
        this.recorder = recorder;
        this.thread = Thread.ofPlatform().name("hoctap-rejudging").daemon().unstarted(() -> changes.forEach(this::run));
    }

    /** Returns at once. Whoever is entered into an empty database after this is judged by these sets anyway. */
    public static Rejudging start(Sql sql, Recorder recorder, CriteriaRegistry sets) {
        List<SetsChange> changes = Stream.of(SubjectKind.values())
                .map(kind -> SetsChange.of(sql, kind, sets))
                .filter(SetsChange::isDue)
                .toList();
        changes.forEach(SetsChange::begin);
        Rejudging rejudging = new Rejudging(recorder, changes);
        rejudging.thread.start();
        return rejudging;
    }

    /** Whatever the database failed with, checked or not, ends no more than this. */
    private void run(SetsChange change) {
        String kind = change.kind().slug();
        try {
            while (!tried(change, kind)) {
                LOG.warn("Judging each {} anew waits for the database", kind);
            }
        } catch (Exception failure) {
            LOG.error("Not every {} is judged by the new sets; the next start goes on", kind, failure);
        }
    }

    /** False when the database was away and it is worth another try. */
    private boolean tried(SetsChange change, String kind) throws InterruptedException {
        try {
            judge(change, kind);
            return true;
        } catch (ConnectionLost away) {
            return stopping.await(BUSY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void judge(SetsChange change, String kind) throws InterruptedException {
        long last = change.last();
        long judged = 0;
        LOG.info("Other sets than before judge each {}; judging all anew after key {}", kind, last);
        for (List<Row> page = change.page(last); !page.isEmpty(); page = change.page(last)) {
            if (!judge(page)) {
                LOG.info("Stopped after judging {} of kind {} anew; the next start goes on", judged, kind);
                return;
            }
            last = page.getLast().getLong("key");
            judged += page.size();
            change.reach(last);
        }
        change.finish();
        LOG.info("Every {} is judged by the new sets, {} of them since the start", kind, judged);
    }

    /** False when it is time to stop. */
    private boolean judge(List<Row> page) throws InterruptedException {
        List<Command> commands = page.stream()
                .<Command>map(row -> new Command.Rejudge(row.getString("id")))
                .toList();
        while (stopping.getCount() > 0) {
            try {
                Await.on(recorder.record(new Submission(commands, BY)));
                return true;
            } catch (NotNow busy) {
                stopping.await(BUSY.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        return false;
    }

    /** Returns when the page at work is recorded. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            if (!thread.join(PATIENCE)) {
                LOG.error("Judging anew did not stop within {}", PATIENCE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
