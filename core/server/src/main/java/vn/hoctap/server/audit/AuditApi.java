package vn.hoctap.server.audit;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Page;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Searches;

/** The audit trail over HTTP, for administrators and auditors. */
public final class AuditApi {
    private static final String SEARCH = "/api/v1/audit/search";

    private final Trail trail;
    private final Function<String, Optional<String>> accounts;
    private final Searches searches;

    /** @param accounts how somebody signs in, by his pseudonym */
    public AuditApi(Trail trail, Function<String, Optional<String>> accounts, Searches searches) {
        this.trail = trail;
        this.accounts = accounts;
        this.searches = searches;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("listAudit", this::list, "searchAudit", this::search);
    }

    private void list(RoutingContext context) {
        send(context, searches.demand(context, SEARCH), "");
    }

    /** The first page; the next one is read from the list, whose address carries the search sealed. */
    private void search(RoutingContext context) {
        String text = Json.body(context).get("q").textValue().strip();
        send(context, Optional.of(text), searches.parameter(Caller.of(context), text));
    }

    private void send(RoutingContext context, Optional<String> sought, String more) {
        Page page = Page.of(context);
        List<Trail.Entry> found = trail.list(Asked.of(context, sought, page.after(), page.fetch()));
        page.search(context, new Page.Found<>(found, entry -> Long.toString(entry.seq()), this::shown), more);
    }

    private Map<String, @Nullable Object> shown(Trail.Entry entry) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("seq", entry.seq());
        json.put("at", entry.at());
        json.put("actor", entry.actor());
        json.put("actorName", accounts.apply(entry.actor()).orElse(null));
        json.put("behalf", entry.behalf());
        json.put("deed", entry.deed());
        json.put("subject", entry.subject());
        json.put("object", entry.object());
        json.put("note", entry.note());
        json.put("reason", entry.reason());
        json.put("hash", entry.hash());
        return json;
    }
}
