package vn.hoctap.server.plugin.trust;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.plugin.trust.TrustedPublishers.Listed;

/** Whose code may run; an administrator adds and removes certificates. */
public final class PublisherPages {
    private static final String HERE = "/plugins/publishers";

    private final Pages pages;
    private final TrustedPublishers publishers;
    private final Consumer<Publisher> distrusted;

    /** @param distrusted told of one that is trusted no more */
    public PublisherPages(Pages pages, TrustedPublishers publishers, Consumer<Publisher> distrusted) {
        this.pages = pages;
        this.publishers = publishers;
        this.distrusted = distrusted;
    }

    public void mount(Router router) {
        pages.get(router, HERE, context -> show(context, 200, null));
        pages.post(router, HERE, this::trust);
        pages.post(router, HERE + "/:fingerprint/remove", this::distrust);
    }

    private void show(RoutingContext context, int status, @Nullable String wrong) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.READ_PLUGINS);
        Words words = pages.words(context);
        boolean may = Scope.mayEverywhere(caller, Action.RUN_CODE);
        PublishersView view = new PublishersView(
                publishers.listed().stream().map(listed -> line(listed, words)).toList(), may, wrong);
        pages.show(context, status, "plugin/publishers", words.get("publisher.title"), view);
    }

    private static PublishersView.Line line(Listed listed, Words words) {
        Publisher publisher = listed.publisher();
        boolean added = listed.by() != null;
        return new PublishersView.Line(
                publisher.name(),
                publisher.fingerprint(),
                words.get(
                        "publisher.valid",
                        day(publisher.certificate().getNotBefore()),
                        day(publisher.certificate().getNotAfter())),
                words.get(added ? "publisher.from.page" : "publisher.from.settings"),
                added ? HERE + "/" + publisher.fingerprint() + "/remove" : null);
    }

    private static String day(Date date) {
        return date.toInstant().atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    private void trust(RoutingContext context) {
        Caller caller = demand(context);
        Publisher publisher;
        try {
            publisher = PublisherApi.read(String.valueOf(context.request().getFormAttribute("certificate")));
        } catch (Problem unreadable) {
            show(context, 400, pages.words(context).get("publisher.wrong"));
            return;
        }
        publishers.add(publisher, caller.name());
        Pages.redirect(context, HERE);
    }

    private void distrust(RoutingContext context) {
        Caller caller = demand(context);
        publishers
                .remove(String.valueOf(context.pathParam("fingerprint")), caller.name())
                .ifPresent(distrusted);
        Pages.redirect(context, HERE);
    }

    private static Caller demand(RoutingContext context) {
        Caller caller = Caller.of(context);
        if (!Scope.mayEverywhere(caller, Action.RUN_CODE)) {
            throw Problem.forbidden("Only an administrator of everything says whose code may run.");
        }
        return caller;
    }
}
