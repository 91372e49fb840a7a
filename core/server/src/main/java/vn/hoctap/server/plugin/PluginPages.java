package vn.hoctap.server.plugin;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Tone;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;

/** The plugins with their state, and why one was refused. */
public final class PluginPages {
    private final Pages pages;
    private final Supplier<Registry> registry;
    private final Function<String, String> units;

    /** @param units the name of an organisational unit by its id */
    public PluginPages(Pages pages, Supplier<Registry> registry, Function<String, String> units) {
        this.pages = pages;
        this.registry = registry;
        this.units = units;
    }

    public void mount(Router router) {
        pages.get(router, "/plugins", this::show);
    }

    private void show(RoutingContext context) {
        Scope.demandSomewhere(Caller.of(context), Action.READ_PLUGINS);
        Words words = pages.words(context);
        List<PluginInfo> plugins = registry.get().plugins();
        long running = plugins.stream()
                .filter(plugin -> plugin.state() == PluginInfo.State.STARTED)
                .count();
        PluginsView view = new PluginsView(
                words.get("plugin.sentence", running, plugins.size()),
                plugins.stream().map(plugin -> view(words, plugin)).toList());
        pages.show(context, "plugin/plugins", words.get("plugin.title"), view);
    }

    private PluginsView.Plugin view(Words words, PluginInfo plugin) {
        String scope = plugin.scope();
        return new PluginsView.Plugin(
                plugin.id(),
                plugin.version(),
                words.get("plugin.state." + plugin.state().name()),
                plugin.state() == PluginInfo.State.STARTED ? Tone.OK : Tone.NO,
                scope == null ? words.get("plugin.everywhere") : words.get("plugin.scope", units.apply(scope)),
                plugin.sets(),
                plugin.errors().stream()
                        .map(error -> new PluginsView.Fault(
                                error.file() + ":" + error.line(), error.message(), error.remedy()))
                        .toList());
    }
}
