package vn.hoctap.server.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vn.hoctap.server.http.Fields;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Page;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;

/** Which account is whose, over HTTP. */
final class AccountApi {
    static final int REASON = 2_000;
    private static final int CODE = 100;

    private final Linking linking;

    AccountApi(Linking linking) {
        this.linking = linking;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "createLinkCode", this::issue,
                "listAccounts", this::list,
                "mergeAccount", this::merge,
                "unlinkAccount", this::unlink,
                "redeemLinkCode", this::redeem);
    }

    private void issue(RoutingContext context) {
        LinkCodes.Issued issued = linking.issue(caller(context), id(context));
        context.response().putHeader("Cache-Control", "no-store");
        Json.send(context, 201, issued);
    }

    private void list(RoutingContext context) {
        Page page = Page.of(context);
        List<Link> rows = linking.of(caller(context), id(context)).stream()
                .filter(link -> page.after()
                        .map(after -> link.account().compareTo(after) > 0)
                        .orElse(true))
                .limit(page.fetch())
                .toList();
        page.send(context, rows, Link::account, AccountApi::shown);
    }

    private void merge(RoutingContext context) {
        Caller caller = caller(context);
        Fields fields = new Fields(Json.body(context));
        String account = fields.id("account").orElse("");
        String reason = fields.text("reason", REASON).orElse("");
        fields.check();
        linking.merge(caller, account, id(context), reason);
        context.response().setStatusCode(204).end();
    }

    private void unlink(RoutingContext context) {
        Caller caller = caller(context);
        JsonNode body = Json.body(context);
        Fields fields = new Fields(body);
        String reason = fields.text("reason", REASON).orElse("");
        fields.check();
        linking.unlink(caller, Objects.requireNonNull(context.pathParam("account")), id(context), reason);
        context.response().setStatusCode(204).end();
    }

    private void redeem(RoutingContext context) {
        Caller caller = Caller.of(context);
        Fields fields = new Fields(Json.body(context));
        String code = fields.text("code", CODE).orElse("");
        fields.check();
        if (!redeemed(context, caller, code)) {
            throw Problem.conflict(
                    "/code", "This code is not known, was used already or has expired; ask for a new one.");
        }
        context.response().setStatusCode(204).end();
    }

    private boolean redeemed(RoutingContext context, Caller caller, String code) {
        try {
            return linking.redeem(caller, code);
        } catch (Problem refused) {
            if (refused.status() == LinkCodes.TOO_MANY) {
                context.response().putHeader("Retry-After", LinkCodes.RETRY_AFTER);
            }
            throw refused;
        }
    }

    /** Whoever may do this to nobody is told so before anything else. */
    private static Caller caller(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandPossible(caller, Action.LINK_ACCOUNTS);
        return caller;
    }

    private static String id(RoutingContext context) {
        return Objects.requireNonNull(context.pathParam("id"));
    }

    private static Map<String, Object> shown(Link link) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", link.account());
        shown.put("way", link.way().slug());
        shown.put("linkedAt", link.linkedAt());
        shown.put("linkedBy", link.linkedBy());
        return shown;
    }
}
