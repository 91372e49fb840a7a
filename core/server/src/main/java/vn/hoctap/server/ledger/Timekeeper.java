package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;

/**
 * Lets what time alone changes take effect, within a minute, for subjects about whom nobody records anything, and judges
 * those whom somebody was kept from judging. The node that records has one; it claims some subjects at a time for a while, so
 * that two at a change of turns do not do the same, and what a killed one leaves is taken up by the next. Whoever comes
 * first, and however late: the recorder decides as of the moment that was due.
 */
public final class Timekeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Timekeeper.class);
    private static final String BY = "hoctap";
    /** Few enough that what others record meanwhile does not wait long. */
    private static final int PAGE = 200;

    private static final Duration CLAIM = Duration.ofSeconds(30);
    private static final Duration LONGEST_NAP = Duration.ofSeconds(5);
    private static final Duration SHORTEST_NAP = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Sql sql;
    private final Recorder recorder;
    private final Leftovers leftovers;
    private final InstantSource clock;
    private final int page;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    /** @param page how many subjects at a time */
    Timekeeper(Sql sql, Recorder recorder, Leftovers leftovers, InstantSource clock, int page) {
        this.sql = sql;
        this.recorder = recorder;
        this.leftovers = leftovers;
        this.clock = clock;
        this.page = page;
        this.thread = Thread.ofPlatform().name("hoctap-timekeeper").daemon().unstarted(this::run);
    }

    /** @param refresh reads anew what judging needs and another node may have changed */
    public static Timekeeper start(Sql sql, Recorder recorder, InstantSource clock, Runnable refresh) {
        Leftovers leftovers = Leftovers.inherited(sql, recorder, refresh);
        Timekeeper timekeeper = new Timekeeper(sql, recorder, leftovers, clock, PAGE);
        timekeeper.thread.start();
        return timekeeper;
    }

    private void run() {
        try {
            do {
                while (stopping.getCount() > 0 && pass() + takeUp() > 0) {
                    // There may be more.
                }
            } while (!stopping.await(nap().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets time pass for the next page of subjects, and returns how many they are; 0 when the database is away. */
    int pass() {
        try {
            Map<Long, String> claimed = claim();
            if (!claimed.isEmpty()) {
                record(claimed);
            }
            return claimed.size();
        } catch (RuntimeException failure) {
            LOG.warn("What is due could not be looked up; it is tried again in a moment", failure);
            return 0;
        }
    }

    /** The same for those whom somebody left unjudged. */
    private int takeUp() {
        try {
            return leftovers.judge(page);
        } catch (NotNow busy) {
            return 0;
        } catch (RuntimeException failure) {
            LOG.warn("Those whom a change concerns could not be judged; it is tried again in a moment", failure);
            return 0;
        }
    }

    /** The ids of the claimed subjects by their keys. */
    Map<Long, String> claim() {
        Instant now = clock.instant();
        List<Row> rows = sql.rows("""
                with claimed as (
                    update due set claimed_until = $2 where subject in (
                        select subject from due where at <= $1 and (claimed_until is null or claimed_until <= $1)
                        order by at limit $3 for update skip locked)
                    returning subject)
                select c.subject, s.id from claimed c left join subject s on s.key = c.subject""", Columns.utc(now), Columns.utc(now.plus(CLAIM)), page);
        Long[] gone = rows.stream()
                .filter(row -> row.getString("id") == null)
                .map(row -> row.getLong("subject"))
                .toArray(Long[]::new);
        if (gone.length > 0) {
            sql.update("delete from due where subject = any($1)", (Object) gone);
        }
        return rows.stream()
                .filter(row -> row.getString("id") != null)
                .collect(Collectors.toMap(row -> row.getLong("subject"), row -> row.getString("id")));
    }

    /** Each in a submission of its own, so that one that fails waits for its next turn alone. */
    private void record(Map<Long, String> claimed) {
        List<Future<List<Receipt>>> recorded = new ArrayList<>();
        claimed.values()
                .forEach(id -> recorded.add(recorder.record(new Submission(List.of(new Command.PassTime(id)), BY))));
        int failed = 0;
        for (Future<List<Receipt>> one : recorded) {
            try {
                Await.on(one);
            } catch (NotNow busy) {
                failed++;
            } catch (RuntimeException failure) {
                failed++;
                LOG.warn("Time could not pass for a subject; it is tried again in {}", CLAIM, failure);
            }
        }
        LOG.debug("Time passed for {} subjects, for {} of them not yet", claimed.size(), failed);
    }

    /** Until something is due, and long enough not to hurry after what another node has claimed. */
    private Duration nap() {
        try {
            Duration next = sql.first("select min(at) as at from due")
                    .map(row -> Columns.instant(row.getOffsetDateTime("at")))
                    .map(at -> Duration.between(clock.instant(), at))
                    .orElse(LONGEST_NAP);
            return next.compareTo(SHORTEST_NAP) < 0
                    ? SHORTEST_NAP
                    : next.compareTo(LONGEST_NAP) > 0 ? LONGEST_NAP : next;
        } catch (RuntimeException away) {
            return LONGEST_NAP;
        }
    }

    /** Returns when the page at work is recorded. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            if (!thread.join(PATIENCE)) {
                LOG.error("The timekeeper did not stop within {}", PATIENCE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
