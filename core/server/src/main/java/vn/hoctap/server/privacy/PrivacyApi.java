package vn.hoctap.server.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Page;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.privacy.DataRequest.Kind;

/** What people may ask of their data, over HTTP. */
final class PrivacyApi {
    private final Desk desk;

    PrivacyApi(Desk desk) {
        this.desk = desk;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "exportPersonalData", this::copy,
                "exportPersonalArchive", this::archive,
                "listDataRequests", this::list,
                "createDataRequest", this::ask,
                "respondToDataRequest", this::respond,
                "completeDataRequest", this::complete,
                "cancelDataRequest", this::cancel,
                "putConsent", this::consent,
                "applyRetention", this::retain);
    }

    private void copy(RoutingContext context) {
        Caller caller = Caller.of(context);
        String id = Objects.requireNonNull(context.pathParam("id"));
        Json.send(context, 200, desk.copy(caller, id));
    }

    private void archive(RoutingContext context) {
        desk.send(context, Objects.requireNonNull(context.pathParam("id")));
    }

    private void list(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandPossible(caller, Action.ASK_DATA);
        Page page = Page.of(context);
        boolean pending = !"all".equals(context.queryParams().get("state"));
        List<DataRequest> found = desk.requests()
                .list(
                        Scope.reach(caller, Action.ASK_DATA),
                        pending,
                        page.after().flatMap(Desk::id),
                        page.fetch());
        page.send(context, found, one -> one.id().toString(), this::shown);
    }

    private void ask(RoutingContext context) {
        Caller caller = Caller.of(context);
        JsonNode body = Json.body(context);
        Kind kind = body.path("kind").asText().equals("erasure") ? Kind.ERASURE : Kind.COPY;
        Json.send(context, 201, shown(desk.ask(caller, body.path("subject").asText(), kind)));
    }

    private void respond(RoutingContext context) {
        Caller caller = Caller.of(context);
        JsonNode body = Json.body(context);
        boolean accepted = body.path("decision").asText().equals("accepted");
        send(
                context,
                desk.respond(caller, id(context), accepted, body.path("reason").asText("")));
    }

    private void complete(RoutingContext context) {
        send(context, desk.complete(Caller.of(context), id(context)));
    }

    private void cancel(RoutingContext context) {
        send(context, desk.cancel(Caller.of(context), id(context)));
    }

    private void consent(RoutingContext context) {
        Caller caller = Caller.of(context);
        String id = Objects.requireNonNull(context.pathParam("id"));
        boolean given = Json.body(context).path("publicName").asBoolean();
        desk.consent(caller, id, given);
        Json.send(context, 200, Map.of("subject", id, "publicName", given));
    }

    private void retain(RoutingContext context) {
        Caller caller = Caller.of(context);
        boolean dryRun = "true".equals(context.queryParams().get("dryRun"));
        Json.send(
                context,
                200,
                Map.of(
                        "dryRun",
                        dryRun,
                        "items",
                        desk.retain(caller, dryRun).stream()
                                .map(due -> Map.of(
                                        "rule",
                                        due.rule().name(),
                                        "months",
                                        due.months(),
                                        "before",
                                        due.before(),
                                        "rows",
                                        due.rows()))
                                .toList()));
    }

    private void send(RoutingContext context, DataRequest request) {
        Json.send(context, 200, shown(request));
    }

    /** Without the name: who is meant, the id says. */
    private Map<String, @Nullable Object> shown(DataRequest request) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", request.id());
        json.put("subject", request.subject());
        json.put("kind", request.kind().name().toLowerCase(Locale.ROOT));
        json.put("state", request.state().name());
        json.put("askedAt", request.askedAt());
        json.put("respondBy", request.respondBy());
        json.put("completeBy", request.completeBy());
        json.put("respondedAt", request.respondedAt());
        json.put("reason", request.reason());
        json.put("completedAt", request.completedAt());
        json.put("late", request.late(desk.requests().now()));
        return json;
    }

    private static Optional<UUID> id(RoutingContext context) {
        return Desk.id(Objects.requireNonNull(context.pathParam("id")));
    }
}
