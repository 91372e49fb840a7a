package vn.hoctap.server.plugin;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Page;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Problem.PointerError;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;

/** Plugins over HTTP: what there is, what becomes of each, and what is to become. */
public final class PluginApi {
    private final Rollout rollout;
    private final Receiving receiving;

    /** @param incoming a folder for files on their way */
    public PluginApi(Rollout rollout, Path incoming) {
        this.rollout = rollout;
        this.receiving = new Receiving(incoming);
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "listPlugins",
                this::list,
                "installPlugin",
                this::install,
                "getPluginHistory",
                this::history,
                "enablePlugin",
                context -> change(context, rollout::enable),
                "disablePlugin",
                context -> change(context, rollout::disable),
                "rollBackPlugin",
                context -> change(context, rollout::rollBack));
    }

    private void list(RoutingContext context) {
        Scope.demandSomewhere(Caller.of(context), Action.READ_PLUGINS);
        Page page = Page.of(context);
        List<PluginInfo> rows = rollout.plugins().stream()
                .filter(plugin -> page.after()
                        .map(after -> cursor(plugin).compareTo(after) > 0)
                        .orElse(true))
                .sorted(Comparator.comparing(PluginApi::cursor))
                .limit(page.fetch())
                .toList();
        page.send(context, rows, PluginApi::cursor, PluginApi::shown);
    }

    /** A refused one may have the file name of the one that runs. */
    private static String cursor(PluginInfo plugin) {
        return plugin.id() + " " + plugin.file() + " " + plugin.state();
    }

    private void install(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.INSTALL_PLUGINS);
        Upload upload = receiving.of(context);
        answer(context, () -> rollout.install(upload, caller));
    }

    private void change(RoutingContext context, BiFunction<String, Caller, PluginInfo> changing) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.INSTALL_PLUGINS);
        answer(context, () -> changing.apply(id(context), caller));
    }

    private static void answer(RoutingContext context, Supplier<PluginInfo> changing) {
        try {
            Json.send(context, 200, shown(Aside.run(changing)));
        } catch (PluginRefused refused) {
            throw problem(refused);
        } catch (Unsigned unsigned) {
            context.response().putHeader("Location", "/api/v1/jobs/" + unsigned.simulation());
            throw Problem.conflict(
                    "/simulations/" + unsigned.simulation(),
                    "People would gain or lose titles. Look at /simulations/" + unsigned.simulation()
                            + " and have it signed there; then it goes on by itself.");
        }
    }

    private static Problem problem(PluginRefused refused) {
        List<PointerError> errors = refused.errors().stream()
                .map(error -> new PointerError(place(error), error.message() + " " + error.remedy()))
                .toList();
        return new Problem(
                400,
                "Plugin refused",
                "The plugin '" + refused.plugin().id() + "' is refused, and everything is as before. "
                        + errors.getFirst().detail(),
                errors);
    }

    private static String place(CriteriaError error) {
        return "/" + error.file() + ":" + error.line() + error.path();
    }

    private void history(RoutingContext context) {
        Scope.demandSomewhere(Caller.of(context), Action.READ_PLUGINS);
        Json.send(context, 200, Map.of("items", rollout.shown().history(id(context))));
    }

    private static String id(RoutingContext context) {
        return Objects.requireNonNull(context.pathParam("id"));
    }

    private static Map<String, Object> shown(PluginInfo plugin) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", plugin.id());
        shown.put("version", plugin.version());
        shown.put("state", plugin.state());
        shown.put("scope", plugin.scope());
        shown.put("sets", plugin.sets());
        shown.put("errors", plugin.errors());
        shown.put("provider", plugin.provider());
        shown.put("description", plugin.description());
        shown.put("file", plugin.file());
        return shown;
    }
}
