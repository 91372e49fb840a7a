package vn.hoctap.server.plugin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.plugin.Wish.Installed;
import vn.hoctap.server.plugin.guard.Spent;

/** What there is to see of plugins, those refused among them. */
record Shown(Database database, Workshop workshop, Exchange exchange, Supplier<Map<String, Spent>> spent) {

    List<PluginInfo> all() {
        return Stream.concat(exchange.current().state().plugins().stream(), History.refusals(database).stream())
                .toList();
    }

    List<History.Entry> history(String plugin) {
        return History.of(database, plugin);
    }

    /** @throws Problem 404 */
    Detail detail(String plugin) {
        Optional<PluginInfo> refused = History.refusals(database).stream()
                .filter(info -> info.id().equals(plugin))
                .findFirst();
        PluginInfo info = exchange.current()
                .info(plugin)
                .or(() -> refused)
                .orElseThrow(() -> Problem.notFound("There is no plugin '" + plugin + "'; see the list of plugins."));
        Installed installed = exchange.current().wanted().of(plugin).installed();
        return new Detail(
                info,
                refused.orElse(null),
                installed == null ? null : before(plugin, installed),
                installed != null,
                spent.get().getOrDefault(plugin, Spent.NOTHING),
                History.of(database, plugin));
    }

    /** Of its classes, while its code runs here. */
    Optional<ClassLoader> loaderOf(String plugin) {
        return exchange.current().loaderOf(plugin);
    }

    private @Nullable String before(String plugin, Installed installed) {
        return Optional.ofNullable(installed.before())
                .flatMap(number -> Wishes.find(database, plugin, number))
                .map(Installed::version)
                .or(() ->
                        workshop.folder(plugin).stream().map(PluginJar::version).findFirst())
                .orElse(null);
    }
}
