package vn.hoctap.server.http;

import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * So many requests a minute from one client, that many of them at once. Each node counts for itself and remembers a
 * bounded number of clients. Safe for use from any thread.
 */
public final class RateLimit {
    private static final int MOST = 50_000;

    private final long interval;
    private final long room;
    private final Clients clients;
    private final InstantSource clock;

    /** Per client when it will have used up what it has asked for, in milliseconds. */
    private final Map<String, Long> busyUntil = new ConcurrentHashMap<>();

    public RateLimit(int perMinute, Clients clients, InstantSource clock) {
        this.clients = clients;
        this.interval = TimeUnit.MINUTES.toMillis(1) / perMinute;
        this.room = TimeUnit.MINUTES.toMillis(1) - interval;
        this.clock = clock;
    }

    /**
     * Counts one request of the client that sends it.
     *
     * @throws Problem 429 with {@code Retry-After} when there were too many
     */
    public void demand(RoutingContext context) {
        demand(context, clients.name(context.request()));
    }

    /** The same for an account, wherever it calls from. */
    public void demand(RoutingContext context, String account) {
        refuse(context, take(account));
    }

    /** Throws as {@link #demand} would now, and counts nothing. */
    public void demandRoom(RoutingContext context, String account) {
        long now = clock.millis();
        refuse(context, Math.max(0, busyUntil.getOrDefault(account, now) - now - room));
    }

    private static void refuse(RoutingContext context, long wait) {
        if (wait > 0) {
            context.response().putHeader("Retry-After", Long.toString(TimeUnit.MILLISECONDS.toSeconds(wait + 999)));
            throw new Problem(429, "Too many requests", "Too many requests from here; try again later.", List.of());
        }
    }

    /** How long to wait in milliseconds; 0: it may. What must wait does not count. */
    long take(String client) {
        long now = clock.millis();
        if (busyUntil.size() >= MOST) {
            forget(now);
        }
        AtomicBoolean taken = new AtomicBoolean();
        long busy = busyUntil.merge(client, now + interval, (before, first) -> {
            long from = Math.max(before, now);
            taken.set(from > now + room);
            return taken.get() ? before : from + interval;
        });
        return taken.get() ? busy - now - room : 0;
    }

    /** Who has waited long enough is as good as unknown; when that frees nothing, all are. */
    private void forget(long now) {
        busyUntil.values().removeIf(until -> until <= now);
        if (busyUntil.size() >= MOST) {
            busyUntil.clear();
        }
    }
}
