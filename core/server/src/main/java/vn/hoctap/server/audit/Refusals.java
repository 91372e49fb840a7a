package vn.hoctap.server.audit;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.identity.Caller;

/**
 * Tells the audit trail of requests that were refused. They are gathered for a moment first, and the same again and again
 * is one act with a count, so that nobody fills the trail by asking in vain. Safe for use from any thread.
 */
public final class Refusals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Duration MOMENT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** More different ones at a time are not kept. */
    private static final int MOST = 1_000;

    private static final int LONGEST_ID = 200;

    /** Made by the program; whatever else stands in an address somebody may have typed. */
    private static final Pattern MADE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** @param id what the address names; it reaches the trail only when it is somebody's or was made by the program */
    private record Refused(
            String actor, Deed deed, @Nullable String id, String request) {}

    private final Sql sql;
    private final Templates templates;
    private final Map<Refused, Integer> gathered = new ConcurrentHashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    private Refusals(Sql sql, Supplier<List<Route>> routes) {
        this.sql = sql;
        this.templates = new Templates(routes);
        this.thread = Thread.ofPlatform().name("hoctap-refusals").daemon().unstarted(this::run);
    }

    /** @param routes all that there are, once the server listens */
    public static Refusals start(Sql sql, Supplier<List<Route>> routes) {
        Refusals refusals = new Refusals(sql, routes);
        refusals.thread.start();
        return refusals;
    }

    /** A handler before all others. */
    public void watch(RoutingContext context) {
        context.addEndHandler(ended -> ended(context));
        context.next();
    }

    private void ended(RoutingContext context) {
        int status = context.response().getStatusCode();
        Optional<Caller> caller = Caller.find(context);
        if (status == 403 && caller.isPresent()) {
            note(new Refused(caller.get().name(), Deed.REFUSED, id(context), request(context.request())));
        } else if (status == 401 && context.request().getHeader("Authorization") != null) {
            note(new Refused(Act.NOBODY, Deed.SIGN_IN_REFUSED, null, request(context.request())));
        }
    }

    private void note(Refused refused) {
        if (gathered.size() < MOST || gathered.containsKey(refused)) {
            gathered.merge(refused, 1, Integer::sum);
        }
    }

    private String request(HttpServerRequest request) {
        return request.method().name() + " " + templates.of(request.method(), request.path());
    }

    private static @Nullable String id(RoutingContext context) {
        String id = context.pathParam("id");
        return id != null && id.length() <= LONGEST_ID ? id : null;
    }

    private void run() {
        try {
            do {
                write();
            } while (!stopping.await(MOMENT.toMillis(), TimeUnit.MILLISECONDS));
            write();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        Map<Refused, Integer> counted = new HashMap<>();
        for (Refused refused : List.copyOf(gathered.keySet())) {
            Integer times = gathered.remove(refused);
            if (times != null) {
                counted.put(refused, times);
            }
        }
        try {
            Map<String, Long> people = people(counted.keySet());
            // Different things that may not be named become one act.
            Map<Act, Integer> acts = new HashMap<>();
            counted.forEach((refused, times) -> acts.merge(act(refused, people), times, Integer::sum));
            Audit.write(
                    sql,
                    acts.entrySet().stream()
                            .map(entry -> told(entry.getKey(), entry.getValue()))
                            .toList());
        } catch (RuntimeException failure) {
            LOG.warn("{} kinds of refusals could not be told to the audit trail", counted.size(), failure);
        }
    }

    private static Act act(Refused refused, Map<String, Long> people) {
        String id = refused.id();
        Act act = Act.of(refused.actor(), refused.deed()).noting(refused.request());
        if (id == null) {
            return act;
        }
        Long person = people.get(id);
        return person != null ? act.to(person) : MADE.matcher(id).matches() ? act.on(id) : act;
    }

    private static Act told(Act act, int times) {
        return times == 1 ? act : act.noting(act.note() + " ×" + times);
    }

    private Map<String, Long> people(Collection<Refused> refused) {
        String[] ids =
                refused.stream().map(Refused::id).filter(Objects::nonNull).toArray(String[]::new);
        Map<String, Long> people = new HashMap<>();
        if (ids.length > 0) {
            sql.rows("select id, key from subject where id = any($1)", (Object) ids)
                    .forEach(row -> people.put(row.getString("id"), row.getLong("key")));
        }
        return people;
    }

    /** What was gathered is written. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            if (!thread.join(PATIENCE)) {
                LOG.error("Refusals could not be written within {}", PATIENCE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
