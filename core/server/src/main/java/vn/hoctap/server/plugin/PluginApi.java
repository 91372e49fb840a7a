package vn.hoctap.server.plugin;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.hoctap.server.http.Page;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;

/** Plugins for operators. */
public final class PluginApi {
    private final Registry registry;

    public PluginApi(Registry registry) {
        this.registry = registry;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("listPlugins", this::listPlugins);
    }

    private void listPlugins(RoutingContext context) {
        Scope.demandSomewhere(Caller.of(context), Scope.Action.READ_PLUGINS);
        Page page = Page.of(context);
        List<PluginInfo> rows = registry.plugins().stream()
                .filter(plugin -> page.after()
                        .map(after -> cursor(plugin).compareTo(after) > 0)
                        .orElse(true))
                .sorted(Comparator.comparing(PluginApi::cursor))
                .limit(page.fetch())
                .toList();
        page.send(context, rows, PluginApi::cursor, PluginApi::shown);
    }

    private static String cursor(PluginInfo plugin) {
        return plugin.id() + " " + plugin.file();
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
