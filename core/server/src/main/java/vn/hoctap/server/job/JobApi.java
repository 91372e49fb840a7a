package vn.hoctap.server.job;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Page;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;

/** Jobs over HTTP: everybody sees those that he asked for. */
public final class JobApi {
    private static final String ROOT = "/";

    private final Jobs jobs;

    public JobApi(Jobs jobs) {
        this.jobs = jobs;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("listJobs", this::list, "getJob", this::get, "cancelJob", this::cancel);
    }

    private void list(RoutingContext context) {
        Caller caller = Caller.of(context);
        Page page = Page.of(context);
        UUID after = page.after().map(JobApi::cursor).orElse(null);
        List<Job> found = jobs.list(whose(caller), context.queryParams().get("kind"), after, page.fetch());
        page.send(context, found, job -> job.id().toString(), job -> jobs.shows(job, caller) ? json(job) : hidden(job));
    }

    private static UUID cursor(String after) {
        return uuid(after)
                .orElseThrow(() -> Problem.invalid(
                        "/query/after", "after must be the cursor from the Link header of the page before."));
    }

    private void get(RoutingContext context) {
        Json.send(context, 200, json(demand(context, jobs, Action.READ_JOBS)));
    }

    private void cancel(RoutingContext context) {
        Job job = demand(context, jobs, Action.CANCEL_JOBS);
        jobs.cancel(job.id(), Caller.of(context).name());
        Json.send(context, 202, json(jobs.find(job.id()).orElse(job)));
    }

    /** Whose jobs a list shows; null: everybody's. */
    public static @Nullable String whose(Caller caller) {
        return Scope.mayIn(caller, Action.READ_JOBS, ROOT) ? null : caller.name();
    }

    /**
     * The job in the path.
     *
     * @throws Problem 404 when there is none, or it is somebody else's
     */
    public static Job demand(RoutingContext context, Jobs jobs, Action action) {
        Caller caller = Caller.of(context);
        return uuid(Objects.requireNonNull(context.pathParam("id")))
                .flatMap(jobs::find)
                .filter(job -> (job.caller().name().equals(caller.name()) && jobs.shows(job, caller))
                        || Scope.mayIn(caller, action, ROOT))
                .orElseThrow(() -> Problem.notFound("There is no such job of yours."));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** That there is one, and nothing of what it came to. */
    private static Map<String, @Nullable Object> hidden(Job job) {
        Map<String, @Nullable Object> json = json(job);
        json.put("result", null);
        json.put("parameters", null);
        return json;
    }

    public static Map<String, @Nullable Object> json(Job job) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", job.id().toString());
        json.put("kind", job.kind());
        json.put("state", job.state().name());
        json.put("done", job.done());
        json.put("total", job.total());
        json.put("result", job.result());
        json.put("parameters", job.parameters());
        json.put("createdBy", job.caller().name());
        json.put("createdAt", job.createdAt());
        json.put("updatedAt", job.updatedAt());
        return json;
    }
}
