package vn.hoctap.server.programme;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.follow.Follower;
import vn.hoctap.server.follow.Silence;
import vn.hoctap.server.ledger.Histories;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.plugin.Registry;

/**
 * Keeps the figures of all units. Whoever is stirred waits in a table of the database until his page is counted; when what
 * is to be counted changes, and when a year begins, everybody is. What a killed node leaves waits for the next one.
 */
public final class Rollup implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rollup.class);
    private static final int PAGE = 1_000;
    /** So many of those for whom nobody waits are counted at a time while the recorder is busy: whoever records waits meanwhile. */
    private static final int BUSY_PAGE = 100;
    /** So many subjects who have learned something are noted at a time. */
    private static final int NOTED = 1_000;
    /** So many while the recorder is busy, and twice as many each time when there are more. */
    private static final int BUSY_NOTED = 200;

    private static final int DOUBLINGS = 3;
    /** Whoever has learned much is noted often; so many times as many are noted before some of them are counted. */
    private static final int NOTED_FIRST = 50;

    /**
     * Advisory lock: one page at a time, whoever counts, and nobody adds to those who wait meanwhile. Whoever counts takes rows out
     * of the same table and puts others in: each would wait for the other.
     */
    static final String TURN = "select pg_advisory_xact_lock(4750, 18)";

    /** Under which followers keep their places. */
    static final String TURNED = "rollup";

    static final String LEARNED = "rollup-learned";

    private static final long NOTING_NANOS = Duration.ofMillis(200).toNanos();
    /** Longer than a page is counted, for which whoever notes waits. */
    private static final long TURN_NANOS = Duration.ofSeconds(5).toNanos();

    /** So many times as long as it has worked it rests, while the recorder is busy. */
    private static final long REST = 19;

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Older years have no figures: whoever records activities of any year must not fill the tables. */
    private static final int YEARS_BACK = 10;

    /** What it counts from. */
    public record Ground(
            Database database, Registry registry, Histories histories, Supplier<OrgTree> tree, InstantSource clock) {}

    private final Ground ground;
    private final Database database;
    private final Supplier<Programmes> programmes;
    private final FigureNumbers numbers;
    private final Semaphore hints = new Semaphore(0);
    private final BooleanSupplier busy;
    private final Thread thread;
    private final int page;
    /** While the recorder is busy, only what is urgent is counted until then. */
    private volatile long restUntil = System.nanoTime();

    /** How often in a row there was more to note than was noted at once; 0 from time to time. */
    private volatile int behind;

    /** If nothing is heard of who notes by then, he has nothing more to note. */
    private volatile long notingUntil = System.nanoTime();

    private volatile boolean closed;

    Rollup(Ground ground, BooleanSupplier busy, int page) {
        this.ground = ground;
        this.database = ground.database();
        this.programmes = Programmes.following(ground.registry());
        this.numbers = new FigureNumbers(database);
        this.busy = busy;
        this.page = page;
        this.thread = Thread.ofPlatform().name("hoctap-rollup").daemon().unstarted(this::run);
    }

    /** @param busy whether the recorder is: then what nobody waits for takes a twentieth of the time at most */
    public static Rollup start(Ground ground, BooleanSupplier busy) {
        Rollup rollup = new Rollup(ground, busy, PAGE);
        rollup.thread.start();
        return rollup;
    }

    /** Who read what has happened: one for what others wait for, and one for what else was learned. */
    public List<Follower> followers() {
        return List.of(new Turned(), new Learned());
    }

    private final class Turned implements Follower {
        @Override
        public String name() {
            return TURNED;
        }

        @Override
        public boolean ofTitlesOnly() {
            return true;
        }

        @Override
        public void take(Sql sql, Set<Long> stirred, Set<Long> turned) {
            sql.rows(TURN);
            RollupRows.pend(sql, turned, RollupRows.TURNED);
        }

        @Override
        public void taken() {
            hint();
        }
    }

    private final class Learned implements Follower {
        private long begun;
        private int enough = NOTED;

        @Override
        public String name() {
            return LEARNED;
        }

        @Override
        public boolean rests() {
            return isResting();
        }

        @Override
        public int enough() {
            enough = busy.getAsBoolean() ? Math.min(NOTED, BUSY_NOTED << Math.min(behind, DOUBLINGS)) : NOTED;
            return enough;
        }

        @Override
        public void take(Sql sql, Set<Long> stirred, Set<Long> turned) {
            notingUntil = System.nanoTime() + TURN_NANOS;
            behind = stirred.size() >= enough / 2 ? (behind + 1) % NOTED_FIRST : 0;
            List<Long> others =
                    stirred.stream().filter(key -> !turned.contains(key)).toList();
            sql.rows(TURN);
            begun = System.nanoTime();
            RollupRows.pend(sql, others, RollupRows.STIRRED);
        }

        @Override
        public void taken() {
            notingUntil = System.nanoTime() + NOTING_NANOS;
            rest(begun);
            if (!isResting()) {
                hint();
            }
        }
    }

    private void hint() {
        if (hints.availablePermits() == 0) {
            hints.release();
        }
    }

    /** After something for which nobody waits. */
    private void rest(long begun) {
        long now = System.nanoTime();
        restUntil = now + REST * (now - begun);
    }

    private boolean isResting() {
        return System.nanoTime() - restUntil < 0 && busy.getAsBoolean();
    }

    /** Whether there was more to note than was noted at once, and it goes on; the last of it is followed by nothing. */
    boolean isNoting() {
        return behind > 0 && System.nanoTime() - notingUntil < 0;
    }

    private void run() {
        while (!closed) {
            try {
                boolean resting = isResting() || isNoting();
                long begun = System.nanoTime();
                int counted = work(resting ? RollupRows.TURNED : RollupRows.SWEPT);
                if (!resting) {
                    rest(begun);
                }
                if (counted == 0 && hints.tryAcquire(patience(resting), TimeUnit.NANOSECONDS)) {
                    hints.drainPermits();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failure) {
                LOG.warn("Figures could not be counted; it is tried again in a moment", failure);
                pause();
            }
        }
    }

    /** How long to wait for a hint. */
    private long patience(boolean resting) {
        return resting ? Math.clamp(restUntil - System.nanoTime(), NOTING_NANOS, LOOK.toNanos()) : LOOK.toNanos();
    }

    private void pause() {
        try {
            hints.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Counts the next page of what is at least so urgent; returns how many there were. */
    int work(int urgency) {
        return database.inTransaction(sql -> {
            sql.rows(TURN);
            return count(sql, urgency);
        });
    }

    int count(Sql sql, int urgency) {
        Instant now = ground.clock().instant();
        Programmes counted = programmes.get();
        prepare(sql, counted, now);
        if (RollupRows.isDue(sql, now)) {
            Silence.keep(sql);
            RollupRows.pendDue(sql, now, page);
        }
        boolean hurry = urgency == RollupRows.TURNED || !busy.getAsBoolean();
        Map<Long, Integer> next = RollupRows.pending(sql, hurry ? page : Math.min(page, BUSY_PAGE), urgency);
        if (next.isEmpty()) {
            return urgency == RollupRows.SWEPT ? sweep(sql) : 0;
        }
        Silence.keep(sql);
        Set<Integer> cycles = cycles(sql, next, now);
        RollupPage.count(
                new Census.Sources(
                        sql, ground.histories(), counted, ground.tree().get(), cycles, now),
                next,
                numbers);
        return next.size();
    }

    /** When something else is to be counted than before, or another year has begun, everybody is counted. */
    private static void prepare(Sql sql, Programmes counted, Instant now) {
        int year = Counting.CYCLE.yearOf(now);
        boolean begun = open(sql, Set.of(year));
        int otherwise = sql.update(
                "update rollup_sweep set rules = $1, swept = 0 where rules <> $1 or $2", counted.rules(), begun);
        if (otherwise > 0) {
            LOG.info("Everybody is counted anew for the dashboards");
        }
    }

    /** Whether any of them had no figures yet. */
    private static boolean open(Sql sql, Set<Integer> cycles) {
        return sql.update("insert into rollup_cycle (cycle) select unnest($1::int[]) on conflict do nothing", (Object)
                        cycles.toArray(Integer[]::new))
                > 0;
    }

    /** An earlier year has figures once somebody has begun to earn something in it. */
    private Set<Integer> cycles(Sql sql, Map<Long, Integer> next, Instant now) {
        int year = LocalDate.ofInstant(now, Counting.CYCLE.zone()).getYear();
        Set<Integer> stored = sql
                .rows(
                        "select distinct cycle from progress where subject = any($1) and cycle between $2 and $3",
                        next.keySet().toArray(Long[]::new),
                        year - YEARS_BACK,
                        year)
                .stream()
                .map(row -> row.getInteger("cycle"))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!stored.isEmpty() && open(sql, stored)) {
            sql.update("update rollup_sweep set swept = 0");
        }
        return RollupRows.cycles(sql);
    }

    private int sweep(Sql sql) {
        Long swept = sql.first("select swept from rollup_sweep").orElseThrow().getLong("swept");
        if (swept == null) {
            return 0;
        }
        Silence.keep(sql);
        List<Long> keys = RollupRows.keysAfter(sql, swept, page);
        if (keys.isEmpty()) {
            sql.update("update rollup_sweep set swept = null");
            sql.update("delete from rollup where n = 0");
            sql.update("delete from rollup_day where day < current_date - 400");
            return 0;
        }
        RollupRows.pend(sql, keys, RollupRows.SWEPT);
        sql.update("update rollup_sweep set swept = $1", keys.getLast());
        return keys.size();
    }

    /** Returns when the page at work is counted. */
    @Override
    public void close() {
        closed = true;
        hints.release();
        try {
            if (!thread.join(PATIENCE)) {
                LOG.error("Counting did not stop within {}", PATIENCE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
