package vn.hoctap.server.live;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.SignIn;

/** What happens, as server-sent events. */
public final class EventApi {
    private final Vertx vertx;
    private final Happenings happenings;
    private final InstantSource clock;
    private final LiveLimits limits;
    private final Map<String, Integer> open = new HashMap<>();
    private int all;

    public EventApi(Vertx vertx, Happenings happenings, InstantSource clock) {
        this(vertx, happenings, clock, LiveLimits.DEFAULT);
    }

    EventApi(Vertx vertx, Happenings happenings, InstantSource clock, LiveLimits limits) {
        this.vertx = vertx;
        this.happenings = happenings;
        this.clock = clock;
        this.limits = limits;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "streamEvents",
                context -> stream(context, Caller.of(context), SignIn.expires(context), SignIn.goesOn(context)));
    }

    /** Returns when the connection is over. */
    void stream(RoutingContext context, Caller caller, Instant expires, BooleanSupplier goesOn) {
        Optional<EventId> last = last(context);
        enter(caller.name());
        try {
            EventStream stream = new EventStream(vertx, context.response(), happenings, caller, limits);
            stream.run(last, Duration.between(clock.instant(), expires), goesOn);
        } finally {
            leave(caller.name());
        }
    }

    /** A browser that comes back says it in the header; a program may say it in the address. */
    private static Optional<EventId> last(RoutingContext context) {
        String header = context.request().getHeader("Last-Event-ID");
        String after = context.queryParams().get("after");
        String told = header == null || header.isEmpty() ? after : header;
        if (told == null || told.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(EventId.parse(told)
                .orElseThrow(() -> Problem.invalid(
                        header == null ? "/query/after" : "",
                        "Name the id of the last event that you saw, or leave it out to begin now.")));
    }

    private synchronized void enter(String caller) {
        if (happenings.closed() || all >= limits.all()) {
            throw new Problem(503, "Overloaded", "Too many listen; come back in a moment.", List.of());
        }
        if (open.getOrDefault(caller, 0) >= limits.perCaller()) {
            throw new Problem(
                    429, "Too many", "You listen " + limits.perCaller() + " times already; close one.", List.of());
        }
        open.merge(caller, 1, Integer::sum);
        all++;
    }

    private synchronized void leave(String caller) {
        open.merge(caller, -1, (now, one) -> now == 1 ? null : Integer.valueOf(now + one));
        all--;
    }
}
