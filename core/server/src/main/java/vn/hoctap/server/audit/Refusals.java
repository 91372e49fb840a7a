package vn.hoctap.server.audit;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private static final int PARTS = 12;

    /** What a person, activity or the like may be called; whatever else stands in an address somebody has typed. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private record Refused(
            String actor, Deed deed, @Nullable String object, String request) {}

    private final Sql sql;
    private final Map<Refused, Integer> gathered = new ConcurrentHashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    private Refusals(Sql sql) {
        this.sql = sql;
        this.thread = Thread.ofPlatform().name("hoctap-refusals").daemon().unstarted(this::run);
    }

    public static Refusals start(Sql sql) {
        Refusals refusals = new Refusals(sql);
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
            note(new Refused(caller.get().name(), Deed.REFUSED, object(context), request(context.request())));
        } else if (status == 401 && context.request().getHeader("Authorization") != null) {
            note(new Refused(Act.NOBODY, Deed.SIGN_IN_REFUSED, null, request(context.request())));
        }
    }

    private void note(Refused refused) {
        if (gathered.size() < MOST || gathered.containsKey(refused)) {
            gathered.merge(refused, 1, Integer::sum);
        }
    }

    /** The method and the address, without whatever somebody has typed into it. */
    private static String request(HttpServerRequest request) {
        String path = Stream.of(String.valueOf(request.path()).split("/"))
                .limit(PARTS)
                .map(part -> part.isEmpty() || ID.matcher(part).matches() ? part : "*")
                .collect(Collectors.joining("/"));
        return request.method().name() + " " + path;
    }

    private static @Nullable String object(RoutingContext context) {
        String id = context.pathParam("id");
        return id != null && ID.matcher(id).matches() ? id : null;
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
        List<Act> acts = new ArrayList<>();
        for (Refused refused : List.copyOf(gathered.keySet())) {
            Integer times = gathered.remove(refused);
            if (times != null) {
                acts.add(Act.of(refused.actor(), refused.deed())
                        .on(refused.object())
                        .noting(refused.request() + (times == 1 ? "" : " ×" + times)));
            }
        }
        try {
            Audit.write(sql, acts);
        } catch (RuntimeException failure) {
            LOG.warn("{} kinds of refusals could not be told to the audit trail", acts.size(), failure);
        }
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
