package vn.hoctap.server.account;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;

/** Where somebody who has signed in for the first time shows the code that he was given. */
final class OwnAccountPages {
    private static final String HERE = "/link";
    private static final String HOME = "/";

    private final Pages pages;
    private final Linking linking;

    OwnAccountPages(Pages pages, Linking linking) {
        this.pages = pages;
        this.linking = linking;
    }

    void mount(Router router) {
        pages.get(router, HERE, this::form);
        pages.post(router, HERE, this::redeem);
    }

    private void form(RoutingContext context) {
        if (Caller.of(context).subject().isPresent()) {
            Pages.redirect(context, HOME);
        } else {
            show(context, 200, "", null);
        }
    }

    private void redeem(RoutingContext context) {
        Caller caller = Caller.of(context);
        Words words = pages.words(context);
        String code =
                Objects.requireNonNullElse(context.request().formAttributes().get("code"), "");
        try {
            if (linking.redeem(caller, code)) {
                Pages.redirect(context, HOME);
            } else {
                show(context, 409, code, words.get("link.wrong"));
            }
        } catch (Problem refused) {
            if (refused.status() != LinkCodes.TOO_MANY) {
                throw refused;
            }
            context.response().putHeader("Retry-After", LinkCodes.RETRY_AFTER);
            show(context, refused.status(), code, words.get("link.toomany"));
        }
    }

    private void show(RoutingContext context, int status, String typed, @Nullable String wrong) {
        Words words = pages.words(context);
        pages.show(
                context,
                status,
                "identity/link",
                words.get("link.title"),
                new LinkView(Caller.of(context).name(), typed, wrong));
    }
}
