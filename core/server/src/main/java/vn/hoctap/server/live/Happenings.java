package vn.hoctap.server.live;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.live.Outbox.Page;
import vn.hoctap.server.subject.SubjectPlaces;

/**
 * Follows the outbox while somebody listens, and keeps the latest pages of it in memory, so that many listeners cost one
 * reading. Each listener pulls at its own pace; one that is far behind is served from the database.
 */
public final class Happenings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Happenings.class);
    private static final Duration KEPT = Duration.ofDays(2);
    private static final Duration SWEPT_EVERY = Duration.ofHours(1);
    private static final long SLOW_MILLIS = 500;
    private static final long FAST_MILLIS = 10;
    /** After a hint: what it told of may have to wait for an older transaction. */
    private static final int FAST_LOOKS = 100;

    private static final int PAGE_ROWS = 20;
    private static final int MAX_KEPT = 50_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Outbox outbox;
    private final Semaphore hints = new Semaphore(0);
    private final Set<Signal> listeners = ConcurrentHashMap.newKeySet();
    /** By where each ends. */
    private final NavigableMap<EventId, Page> latest = new TreeMap<>();

    private final Thread thread;
    private int kept;
    private @Nullable EventId from;
    private @Nullable EventId to;
    private volatile boolean closed;

    private Happenings(Outbox outbox) {
        this.outbox = outbox;
        this.thread = Thread.ofPlatform().name("hoctap-live").daemon().unstarted(this::run);
    }

    /** @param places where subjects belong today, by their ids */
    public static Happenings start(Database database, Function<Collection<String>, Map<String, SubjectPlaces>> places) {
        Happenings happenings = new Happenings(new Outbox(database, places));
        happenings.outbox.forgetOtherLives();
        happenings.thread.start();
        return happenings;
    }

    /** Something was committed. Cheap, and never more than a hint. */
    public void hint() {
        if (!listeners.isEmpty() && hints.availablePermits() == 0) {
            hints.release();
        }
    }

    void join(Signal listener) {
        listeners.add(listener);
        hints.release();
    }

    void leave(Signal listener) {
        listeners.remove(listener);
    }

    int listening() {
        return listeners.size();
    }

    boolean closed() {
        return closed;
    }

    EventId head() {
        return outbox.head();
    }

    boolean isLost(EventId last) {
        return outbox.isLost(last);
    }

    /** What comes after it, some at a time; nothing when there is nothing yet. */
    Page after(EventId last) {
        synchronized (latest) {
            if (from != null && !from.isAfter(last)) {
                Map.Entry<EventId, Page> next = latest.higherEntry(last);
                return next == null ? new Page(List.of(), last, false) : since(last, next.getValue());
            }
        }
        return outbox.after(last, PAGE_ROWS);
    }

    private static Page since(EventId last, Page page) {
        if (page.happenings().isEmpty() || page.happenings().getFirst().id().isAfter(last)) {
            return page;
        }
        return new Page(
                page.happenings().stream()
                        .filter(happening -> happening.id().isAfter(last))
                        .toList(),
                page.reached(),
                page.more());
    }

    private void run() {
        long swept = System.nanoTime() - SWEPT_EVERY.toNanos();
        int eager = 0;
        while (!closed) {
            try {
                if (System.nanoTime() - swept >= SWEPT_EVERY.toNanos()) {
                    swept = System.nanoTime();
                    outbox.sweep(KEPT);
                }
                look();
                // Also when something was found: what else was told of may have to wait for an older transaction.
                eager = Math.max(0, eager - 1);
                if (hints.tryAcquire(eager > 0 ? FAST_MILLIS : SLOW_MILLIS, TimeUnit.MILLISECONDS)) {
                    hints.drainPermits();
                    eager = FAST_LOOKS;
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (Exception failure) {
                // What a connection fails with may be a checked exception that nobody declares.
                if (!closed) {
                    LOG.warn("What happened could not be read; it is tried again", failure);
                    pause();
                }
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads all that is new. */
    private void look() {
        if (listeners.isEmpty()) {
            forget();
            return;
        }
        EventId last = begin();
        boolean more = true;
        while (more) {
            Page page = outbox.after(last, PAGE_ROWS);
            boolean moved = page.reached().isAfter(last);
            more = moved && page.more();
            if (moved) {
                last = page.reached();
                keep(page);
                listeners.forEach(Signal::fire);
            }
        }
    }

    private EventId begin() {
        EventId known = to;
        if (known != null) {
            return known;
        }
        EventId head = outbox.head();
        synchronized (latest) {
            from = head;
            to = head;
        }
        // Who came before looks again: what was committed in between is behind this head.
        listeners.forEach(Signal::fire);
        return head;
    }

    private void keep(Page page) {
        synchronized (latest) {
            latest.put(page.reached(), page);
            kept += size(page);
            to = page.reached();
            while (kept > MAX_KEPT && latest.size() > 1) {
                Map.Entry<EventId, Page> oldest = latest.pollFirstEntry();
                kept -= size(oldest.getValue());
                from = oldest.getKey();
            }
        }
    }

    /** A page in which nothing has happened for anybody takes room too. */
    private static int size(Page page) {
        return 1 + page.happenings().size();
    }

    private void forget() {
        synchronized (latest) {
            latest.clear();
            kept = 0;
            from = null;
            to = null;
        }
    }

    /** All listeners are told to go. */
    @Override
    public void close() {
        closed = true;
        listeners.forEach(Signal::fire);
        thread.interrupt();
        try {
            if (!thread.join(PATIENCE)) {
                LOG.error("The reader of what happened did not stop within {}", PATIENCE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
