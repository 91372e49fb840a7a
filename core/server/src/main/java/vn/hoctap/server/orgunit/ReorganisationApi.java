package vn.hoctap.server.orgunit;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.job.JobApi;

/** Reorganisations over HTTP, for those who may change the units concerned. */
public final class ReorganisationApi {
    private final Reorganisations reorganisations;

    public ReorganisationApi(Reorganisations reorganisations) {
        this.reorganisations = reorganisations;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("reorganiseOrgUnits", this::reorganise);
    }

    private void reorganise(RoutingContext context) {
        Caller caller = Caller.of(context);
        Reorganisation wanted = ReorganisationBody.read(Json.body(context));
        if ("true".equals(context.queryParams().get("dryRun"))) {
            Json.send(context, 200, reorganisations.preview(wanted, caller));
            return;
        }
        Job job = reorganisations.carryOut(wanted, caller);
        context.response().putHeader("Location", "/api/v1/jobs/" + job.id());
        Json.send(context, 202, JobApi.json(job));
    }
}
