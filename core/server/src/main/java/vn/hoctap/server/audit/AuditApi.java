package vn.hoctap.server.audit;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Page;

/** The audit trail over HTTP, for administrators and auditors. */
public final class AuditApi {
    private final Trail trail;
    private final Function<String, Optional<String>> accounts;

    /** @param accounts how somebody signs in, by his pseudonym */
    public AuditApi(Trail trail, Function<String, Optional<String>> accounts) {
        this.trail = trail;
        this.accounts = accounts;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("listAudit", this::list);
    }

    private void list(RoutingContext context) {
        Page page = Page.of(context);
        List<Trail.Entry> found = trail.list(Asked.of(context, page.after(), page.fetch()));
        page.send(context, found, entry -> Long.toString(entry.seq()), this::shown);
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
