package vn.hoctap.server.privacy;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;

/** What would be removed because it has served its purpose, and the button that does it. */
final class RetentionPages {
    private static final String HERE = "/privacy/retention";

    private final Pages pages;
    private final Desk desk;

    RetentionPages(Pages pages, Desk desk) {
        this.pages = pages;
        this.desk = desk;
    }

    void mount(Router router) {
        pages.get(router, HERE, this::show);
        pages.post(router, HERE, this::apply);
    }

    private void show(RoutingContext context) {
        Words words = pages.words(context);
        RetentionView view = new RetentionView(desk.retain(Caller.of(context), true).stream()
                .map(due -> new RetentionView.Rule(
                        words.get("retention.rule." + due.rule()),
                        words.get("retention.months", due.months()),
                        words.date(due.before()),
                        words.get("retention.rows", due.rows())))
                .toList());
        pages.show(context, "privacy/retention", words.get("retention.title"), view);
    }

    private void apply(RoutingContext context) {
        desk.retain(Caller.of(context), false);
        Pages.redirect(context, HERE);
    }
}
