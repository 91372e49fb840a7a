package vn.hoctap.server.privacy;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.privacy.DataRequest.Kind;

/** What people in an officer's part have asked of their data, what is due first on top. */
final class DataRequestPages {
    private static final String HERE = "/privacy";
    private static final int SHOWN = 20;

    private final Pages pages;
    private final Desk desk;

    DataRequestPages(Pages pages, Desk desk) {
        this.pages = pages;
        this.desk = desk;
    }

    void mount(Router router) {
        pages.get(router, HERE, this::show);
        pages.post(router, HERE, this::ask);
        pages.post(router, HERE + "/:id/response", this::respond);
        pages.post(router, HERE + "/:id/completion", this::complete);
    }

    private void show(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.HANDLE_DATA);
        Words words = pages.words(context);
        boolean all = "all".equals(context.queryParams().get("state"));
        Optional<UUID> after =
                Optional.ofNullable(context.queryParams().get("after")).flatMap(Desk::id);
        List<DataRequest> found = desk.requests().list(Scope.reach(caller, Action.HANDLE_DATA), !all, after, SHOWN + 1);
        List<DataRequest> shown = found.subList(0, Math.min(SHOWN, found.size()));
        String here = HERE + (all ? "?state=all" : "?state=pending");
        DataRequestsView view = new DataRequestsView(
                all,
                shown.stream()
                        .map(one -> RequestView.of(words, one, desk.requests().now()))
                        .toList(),
                Scope.mayIn(caller, Action.RETAIN, "/"),
                found.size() > SHOWN ? here + "&after=" + shown.getLast().id() : null,
                after.isPresent() ? here : null);
        pages.show(context, "privacy/requests", words.get("privacy.title"), view);
    }

    private void ask(RoutingContext context) {
        boolean erasure = form(context, "kind").equals("erasure");
        desk.ask(Caller.of(context), form(context, "subject").strip(), erasure ? Kind.ERASURE : Kind.COPY);
        Pages.redirect(context, HERE);
    }

    private void respond(RoutingContext context) {
        boolean accepted = form(context, "decision").equals("accepted");
        desk.respond(Caller.of(context), id(context), accepted, form(context, "reason"));
        Pages.redirect(context, HERE);
    }

    private void complete(RoutingContext context) {
        desk.complete(Caller.of(context), id(context));
        Pages.redirect(context, HERE);
    }

    private static Optional<UUID> id(RoutingContext context) {
        return Desk.id(Objects.requireNonNull(context.pathParam("id")));
    }

    private static String form(RoutingContext context, String name) {
        return Objects.requireNonNullElse(context.request().getFormAttribute(name), "");
    }
}
