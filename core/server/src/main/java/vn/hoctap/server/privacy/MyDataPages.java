package vn.hoctap.server.privacy;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.privacy.DataRequest.Kind;
import vn.hoctap.server.subject.Subject;

/** My data: what is kept about me, what I have asked, and what I agree to. */
final class MyDataPages {
    private static final String HERE = "/me/data";

    private final Pages pages;
    private final Desk desk;

    MyDataPages(Pages pages, Desk desk) {
        this.pages = pages;
        this.desk = desk;
    }

    void mount(Router router) {
        pages.get(router, HERE, this::show);
        pages.get(router, HERE + "/copy", this::copy);
        pages.get(router, HERE + "/copy.json", this::file);
        pages.get(router, HERE + "/copy.zip", this::archive);
        pages.post(router, HERE + "/requests", this::ask);
        pages.post(router, HERE + "/requests/:id/cancellation", this::cancel);
        pages.post(router, HERE + "/consent", this::consent);
    }

    private static String me(Caller caller) {
        return caller.subject().orElseThrow(() -> Problem.forbidden("You are not in the register of people."));
    }

    private void show(RoutingContext context) {
        Caller caller = Caller.of(context);
        long key = desk.demand(caller, Action.ASK_DATA, me(caller)).key();
        Words words = pages.words(context);
        List<DataRequest> requests = desk.requests().of(key);
        boolean erasing = requests.stream()
                .anyMatch(one -> one.kind() == Kind.ERASURE && one.state().pending());
        MyDataView view = new MyDataView(
                desk.consents().showsName(key),
                !erasing,
                requests.stream()
                        .map(one -> RequestView.of(words, one, desk.requests().now()))
                        .toList());
        pages.show(context, "privacy/mine", words.get("privacy.mine"), view);
    }

    private void copy(RoutingContext context) {
        Caller caller = Caller.of(context);
        Words words = pages.words(context);
        ReadableCopy readable =
                new ReadableCopy(words, id -> desk.subjects().find(id).map(Subject::name));
        List<CopyView.Part> parts = desk.copy(caller, me(caller)).entrySet().stream()
                .map(part -> readable.part(part.getKey(), part.getValue()))
                .toList();
        pages.show(context, "privacy/copy", words.get("privacy.copy"), new CopyView(parts));
    }

    private void file(RoutingContext context) {
        Caller caller = Caller.of(context);
        context.response().putHeader("Content-Disposition", "attachment; filename=\"hoctap.json\"");
        context.response().putHeader("Cache-Control", "no-store");
        Json.send(context, 200, desk.copy(caller, me(caller)));
    }

    private void archive(RoutingContext context) {
        desk.send(context, me(Caller.of(context)));
    }

    private void ask(RoutingContext context) {
        Caller caller = Caller.of(context);
        String asked =
                Optional.ofNullable(context.request().getFormAttribute("kind")).orElse("");
        desk.ask(caller, me(caller), asked.equals("erasure") ? Kind.ERASURE : Kind.COPY);
        Pages.redirect(context, HERE);
    }

    private void cancel(RoutingContext context) {
        desk.cancel(Caller.of(context), Desk.id(Objects.requireNonNull(context.pathParam("id"))));
        Pages.redirect(context, HERE);
    }

    private void consent(RoutingContext context) {
        Caller caller = Caller.of(context);
        desk.consent(caller, me(caller), "yes".equals(context.request().getFormAttribute("name")));
        Pages.redirect(context, HERE);
    }
}
