package vn.hoctap.server.xapi;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Page;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;

/** Statements over HTTP: as the specification says for senders, and as a list for those who ask what became of them. */
final class StatementApi {
    private static final String VERSION = "X-Experience-API-Version";
    private static final String LATEST_1 = "1.0.3";
    private static final String LATEST_2 = "2.0.0";

    private final StatementIntake intake;
    private final Statements statements;
    private final SenderCheck senders;

    StatementApi(StatementIntake intake, Statements statements, SenderCheck senders) {
        this.intake = intake;
        this.statements = statements;
        this.senders = senders;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of("postStatements", this::post, "listStatements", this::list, "aboutXapi", this::about);
    }

    private void about(RoutingContext context) {
        context.response().putHeader(VERSION, LATEST_2);
        Json.send(context, 200, Map.of("version", List.of(LATEST_2, LATEST_1, "1.0.2", "1.0.1", "1.0.0")));
    }

    private void post(RoutingContext context) {
        context.response().putHeader(VERSION, LATEST_2);
        Sender sender = senders.sender(context);
        String version = version(context);
        demandJson(context);
        Buffer body = context.body().buffer();
        if (body == null) {
            throw Problem.badRequest("Send one statement or an array of statements as JSON.");
        }
        if (body.length() > XapiLimits.BYTES) {
            throw new Problem(
                    413,
                    "Too large",
                    "Send up to " + XapiLimits.BYTES / 1024 / 1024 + " MB of statements at a time.",
                    List.of());
        }
        Json.send(context, 200, intake.accept(body.getBytes(), version, sender));
    }

    private static void demandJson(RoutingContext context) {
        String type = context.request().getHeader("Content-Type");
        if (type != null && !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw Problem.badRequest("Send statements as application/json; attachments are not sent along.");
        }
    }

    /** The specification wants it with every request; what is answered is the latest of the same line. */
    private static String version(RoutingContext context) {
        String asked = context.request().getHeader(VERSION);
        if (asked == null) {
            throw Problem.badRequest("The header " + VERSION + " is missing; send 1.0.3 or 2.0.0.");
        }
        if (!StatementRules.isVersion(asked)) {
            throw Problem.badRequest("The header " + VERSION + " must be 1.0.x or 2.0.x.");
        }
        String version = asked.startsWith("1.") ? LATEST_1 : LATEST_2;
        context.response().putHeader(VERSION, version);
        return version;
    }

    private void list(RoutingContext context) {
        // Names of people stand in statements, and those nobody knows belong to no part of the tree.
        Scope.demandIn(Caller.of(context), Scope.Action.READ_PLUGINS, "/");
        Page page = Page.of(context);
        List<Statements.Received> rows = statements.list(
                Optional.ofNullable(context.queryParams().get("outcome")),
                page.after().map(Cursor::parse),
                page.fetch());
        page.send(context, rows, row -> new Cursor(row.receivedAt(), row.id()).toString(), StatementApi::shown);
    }

    private static Map<String, @Nullable Object> shown(Statements.Received row) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", row.id());
        shown.put("receivedAt", row.receivedAt());
        shown.put("provider", row.provider());
        shown.put("actor", row.actor());
        shown.put("verb", row.verb());
        shown.put("object", row.object());
        shown.put("outcome", row.outcome());
        shown.put("reason", row.reason());
        shown.put("subject", row.subject());
        shown.put("fact", row.fact());
        return shown;
    }
}
