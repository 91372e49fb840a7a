package vn.hoctap.server.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.ConnectionLost;

/** Turns whatever went wrong into {@code application/problem+json}. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int[] STATUSES = {400, 401, 403, 404, 405, 406, 413, 414, 415, 429, 500, 501, 503};

    private Problems() {}

    static void mount(Router router) {
        for (int status : STATUSES) {
            router.errorHandler(status, Problems::answer);
        }
    }

    static void answer(RoutingContext context) {
        Throwable failure = context.failure();
        if (context.response().closed()) {
            // Whoever asked has gone; that happens all day.
            LOG.debug("Nobody waits for the answer any more", failure);
        } else if (context.response().headWritten()) {
            LOG.error("An answer broke off after it had begun", failure);
            context.response().reset();
        } else if (failure instanceof Problem problem) {
            send(context, problem, null);
        } else if (context.statusCode() >= 400 && context.statusCode() < 500) {
            send(context, ordinary(context), null);
        } else if (ConnectionLost.caused(failure)) {
            LOG.warn("A request found no database: {}", String.valueOf(failure));
            send(context, away(), null);
        } else {
            String incident = UUID.randomUUID().toString();
            LOG.atError()
                    .setCause(failure)
                    .log(
                            "incident {} {} {}",
                            incident,
                            context.request().method(),
                            context.currentRoute() == null
                                    ? ""
                                    : context.currentRoute().getPath());
            send(context, fault(incident), incident);
        }
    }

    /** What the router itself found wrong. */
    private static Problem ordinary(RoutingContext context) {
        int status = context.statusCode();
        return switch (status) {
            case 404 -> Problem.notFound("There is nothing at this address; /api/openapi.yaml names all there is.");
            case 405 ->
                problem(
                        status,
                        "Method not allowed",
                        "This address does not know " + context.request().method() + ".");
            case 413 ->
                problem(status, "Too large", "A body may have " + ApiRouter.MAX_BODY + " bytes; send less at once.");
            default -> problem(status, "Bad request", "The request is not as HTTP says.");
        };
    }

    private static Problem away() {
        return problem(
                503,
                "Database away",
                "The database cannot be reached at the moment. Send it again in a moment: what has an id of its own is"
                        + " never recorded twice.");
    }

    private static Problem fault(String incident) {
        return problem(
                500,
                "Internal error",
                "This is our fault, not yours. Try again; if it goes on, tell the operator incident " + incident + ".");
    }

    private static Problem problem(int status, String title, String detail) {
        return new Problem(status, title, detail, List.of());
    }

    private static void send(RoutingContext context, Problem problem, @Nullable String incident) {
        HttpServerResponse response = context.response();
        if (problem.status() == 401 && !response.headers().contains("WWW-Authenticate")) {
            response.putHeader("WWW-Authenticate", "Bearer realm=\"hoctap\"");
        }
        if ((problem.status() == 503 || problem.status() == 429)
                && !response.headers().contains("Retry-After")) {
            response.putHeader("Retry-After", "1");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "about:blank");
        members.put("title", problem.title());
        members.put("status", problem.status());
        members.put("detail", problem.detail());
        members.put("errors", problem.errors());
        if (incident != null) {
            members.put("incident", incident);
        }
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", "application/problem+json")
                .end(Buffer.buffer(Json.bytes(members)));
    }
}
