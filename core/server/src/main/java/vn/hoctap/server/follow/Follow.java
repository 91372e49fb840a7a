package vn.hoctap.server.follow;

import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;

/** Reads the outbox for one follower. */
final class Follow implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Follow.class);
    private static final int MOST_ROWS = 200;
    private static final long SLOW_MILLIS = 1_000;
    private static final long FAST_MILLIS = 10;
    /** After a hint: what it told of may have to wait for an older transaction. */
    private static final int FAST_LOOKS = 50;
    /** Between two looks while much is recorded: it reads in one go what many batches have left. */
    private static final long BUSY_MILLIS = 200;

    private final Database database;
    private final Runnable refresh;
    private final BooleanSupplier busy;
    private final Follower follower;
    private final Semaphore hints = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);
    private long tree = -1;
    private int eager;

    Follow(Database database, Runnable refresh, BooleanSupplier busy, Follower follower) {
        this.database = database;
        this.refresh = refresh;
        this.busy = busy;
        this.follower = follower;
    }

    void hint() {
        if (hints.availablePermits() == 0) {
            hints.release();
        }
    }

    void end() {
        closed.countDown();
        hints.release();
    }

    @Override
    public void run() {
        try {
            boolean begun = false;
            while (!isClosed()) {
                try {
                    if (!begun) {
                        begin();
                        begun = true;
                    }
                    follow();
                } catch (InterruptedException stopped) {
                    throw stopped;
                } catch (Exception failure) {
                    // What a connection fails with may be a checked exception that nobody declares.
                    if (!isClosed()) {
                        LOG.warn("{} could not follow; it is tried again", follower.name(), failure);
                        pause(SLOW_MILLIS);
                    }
                }
            }
        } catch (InterruptedException stopped) {
            LOG.debug("{} was stopped", follower.name(), stopped);
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void follow() throws InterruptedException {
        if (follower.rests()) {
            pause(BUSY_MILLIS);
        } else if (step()) {
            eager = FAST_LOOKS;
            if (busy.getAsBoolean()) {
                pause(BUSY_MILLIS);
            }
        } else {
            eager = Math.max(0, eager - 1);
            if (hints.tryAcquire(eager > 0 ? FAST_MILLIS : SLOW_MILLIS, TimeUnit.MILLISECONDS)) {
                hints.drainPermits();
                eager = FAST_LOOKS;
            }
        }
    }

    /** However many hints come meanwhile. */
    private void pause(long millis) throws InterruptedException {
        if (closed.await(millis, TimeUnit.MILLISECONDS)) {
            LOG.debug("{} ends", follower.name());
        }
    }

    /** Goes on where it was; one that is new begins with what the outbox still has. */
    void begin() {
        // What was numbered by another server, before a backup was restored here, says nothing about this one's rows.
        database.update(
                "update follower set xid = '0', id = 0"
                        + " where name = $1 and xid >= pg_snapshot_xmax(pg_current_snapshot())",
                follower.name());
        database.update(
                "insert into follower (name, xid, id) values ($1, '0', 0) on conflict do nothing", follower.name());
    }

    /** Whoever is stirred by a change of the tree is told as soon as it is committed, before others notice the change. */
    private void followTree(Sql sql) {
        long now = sql.first("select number from revision where what = 'org_unit'")
                .orElseThrow()
                .getLong("number");
        if (now != tree) {
            refresh.run();
            tree = now;
        }
    }

    /** False when there is nothing new. */
    boolean step() {
        boolean found = database.inTransaction(sql -> {
            Row place = sql.first("select xid::text, id from follower where name = $1", follower.name())
                    .orElseThrow();
            List<Row> rows = sql.rows(
                    """
                    select xid::text, id, keys, turned from (
                        select xid, id, %1$s as keys, turned,
                            sum(coalesce(cardinality(%1$s), 0)) over (order by xid, id) as upto
                        from (
                            select xid, id, stirred, turned from outbox
                            where stirred is not null and (xid, id) > ($1::text::xid8, $2)
                                and xid < (select told_below())
                            order by xid, id limit $3) listed) counted
                    where upto - coalesce(cardinality(keys), 0) < $4 order by counted.xid, counted.id""".formatted(follower.ofTitlesOnly() ? "turned" : "stirred"),
                    place.getString("xid"),
                    place.getLong("id"),
                    MOST_ROWS,
                    follower.enough());
            if (rows.isEmpty()) {
                return false;
            }
            Silence.keep(sql);
            Set<Long> keys = new TreeSet<>();
            Set<Long> turned = new TreeSet<>();
            for (Row row : rows) {
                keys.addAll(keys(row, "keys"));
                turned.addAll(keys(row, "turned"));
            }
            if (!keys.isEmpty()) {
                followTree(sql);
                follower.take(sql, keys, turned);
            }
            move(sql, place, rows.getLast());
            return true;
        });
        if (found) {
            follower.taken();
        }
        return found;
    }

    /**
     * Not locked before: two of one name would wait for each other all the time.
     *
     * @throws IllegalStateException when somebody else was quicker, as when the recorder's turn passes to another node
     */
    private void move(Sql sql, Row from, Row last) {
        int moved = sql.update(
                "update follower set xid = $2::text::xid8, id = $3"
                        + " where name = $1 and xid = $4::text::xid8 and id = $5",
                follower.name(),
                last.getString("xid"),
                last.getLong("id"),
                from.getString("xid"),
                from.getLong("id"));
        if (moved != 1) {
            throw new IllegalStateException("Somebody else follows as " + follower.name() + ".");
        }
    }

    private static List<Long> keys(Row row, String column) {
        Long[] keys = row.getArrayOfLongs(column);
        return keys == null ? List.of() : Arrays.asList(keys);
    }
}
