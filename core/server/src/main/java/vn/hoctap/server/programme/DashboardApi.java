package vn.hoctap.server.programme;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import vn.hoctap.server.exchange.Format;
import vn.hoctap.server.http.Cycles;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;

/** Dashboards over HTTP, for those who may read the people of the unit; nobody is named in them. */
public final class DashboardApi {
    private final Dashboards dashboards;

    public DashboardApi(Rollup.Ground ground) {
        this.dashboards = new Dashboards(
                ground.database(), Programmes.following(ground.registry()), ground.tree(), ground.clock());
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("getDashboard", this::get);
    }

    private void get(RoutingContext context) {
        String unit = Objects.requireNonNull(context.pathParam("id"));
        Scope.demandIn(Caller.of(context), Action.READ, dashboards.tree().path(unit));
        if (!dashboards.tree().knows(unit)) {
            throw Problem.notFound("There is no unit " + unit + ".");
        }
        Dashboard dashboard = dashboards.of(unit, Cycles.of(context));
        Format format = Optional.ofNullable(context.queryParams().get("format"))
                .flatMap(Format::of)
                .orElse(Format.JSON);
        if (format == Format.JSON) {
            Json.send(context, 200, new DashboardJson(dashboard, dashboards.today()).tree());
        } else {
            new DashboardTable(dashboard, dashboards).send(context, format);
        }
    }
}
