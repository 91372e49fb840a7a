package vn.hoctap.server.xapi;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Fields;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Page;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.subject.Subjects;

/** Keys for systems that send statements. */
final class ProviderApi {
    private static final int NAME_LENGTH = 200;

    private final Providers providers;
    private final Subjects subjects;

    ProviderApi(Providers providers, Subjects subjects) {
        this.providers = providers;
        this.subjects = subjects;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "listProviders", this::list,
                "createProvider", this::create,
                "rotateProvider", this::rotate,
                "deleteProvider", this::delete);
    }

    private void list(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.READ_PLUGINS);
        Page page = Page.of(context);
        List<Provider> rows = providers.list().stream()
                .filter(provider -> Scope.mayIn(caller, Action.READ_PLUGINS, path(provider.orgUnit())))
                .filter(provider -> page.after()
                        .map(after -> provider.id().compareTo(after) > 0)
                        .orElse(true))
                .limit(page.fetch())
                .toList();
        page.send(context, rows, Provider::id, ProviderApi::shown);
    }

    private void create(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.MANAGE_PROVIDERS);
        Fields fields = new Fields(Json.body(context));
        String name = fields.text("name", NAME_LENGTH).orElse("");
        String unit = fields.id("orgUnit").orElse(null);
        if (!fields.has("name")) {
            fields.fault("/name", "name is missing.");
        }
        if (unit != null && !subjects.tree().knows(unit)) {
            fields.fault("/orgUnit", "There is no unit " + unit + ".");
        }
        fields.check();
        Scope.demandIn(caller, Action.MANAGE_PROVIDERS, path(unit));
        Providers.Created created = providers.create(name, unit, caller.name());
        context.response().putHeader("Cache-Control", "no-store");
        Json.send(context, 201, created);
    }

    private void rotate(RoutingContext context) {
        Caller caller = Caller.of(context);
        Providers.Created rotated = providers.rotate(own(context, caller), caller.name());
        context.response().putHeader("Cache-Control", "no-store");
        Json.send(context, 200, rotated);
    }

    private void delete(RoutingContext context) {
        Caller caller = Caller.of(context);
        providers.revoke(own(context, caller).id(), caller.name());
        context.response().setStatusCode(204).end();
    }

    /** The provider of the address, which the caller may manage. */
    private Provider own(RoutingContext context, Caller caller) {
        Scope.demandSomewhere(caller, Action.MANAGE_PROVIDERS);
        String id = String.valueOf(context.pathParam("id"));
        Provider provider = providers
                .find(id)
                .filter(found -> !found.revoked())
                .orElseThrow(() -> Problem.notFound("There is no provider " + id + "."));
        Scope.demandIn(caller, Action.MANAGE_PROVIDERS, path(provider.orgUnit()));
        return provider;
    }

    /** The root is above all paths. */
    private String path(@Nullable String unit) {
        return unit == null ? "/" : subjects.tree().path(unit);
    }

    private static Map<String, @Nullable Object> shown(Provider provider) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", provider.id());
        shown.put("name", provider.name());
        shown.put("orgUnit", provider.orgUnit());
        shown.put("key", provider.key());
        shown.put("createdAt", provider.createdAt());
        return shown;
    }
}
