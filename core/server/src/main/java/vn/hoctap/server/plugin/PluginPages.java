package vn.hoctap.server.plugin;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;

/** Plugins with their state and history; who may installs them, keeps them from running, lets them run and rolls back. */
public final class PluginPages {
    private static final String HERE = "/plugins";
    private static final long MEGABYTE = 1024L * 1024;

    private final Pages pages;
    private final Rollout rollout;
    private final PluginWords.Names names;
    private final Receiving receiving;

    /**
     * @param names of units and accounts
     * @param incoming a folder for files on their way
     */
    public PluginPages(Pages pages, Rollout rollout, PluginWords.Names names, Path incoming) {
        this.pages = pages;
        this.rollout = rollout;
        this.names = names;
        this.receiving = new Receiving(incoming);
    }

    public void mount(Router router) {
        pages.get(router, HERE, context -> list(context, 200, null, List.of(), null));
        pages.upload(router, HERE, this::install);
        pages.get(router, HERE + "/:id", context -> show(context, 200, null));
        pages.post(router, HERE + "/:id/enable", context -> change(context, rollout::enable));
        pages.post(router, HERE + "/:id/disable", context -> change(context, rollout::disable));
        pages.post(router, HERE + "/:id/rollback", context -> change(context, rollout::rollBack));
    }

    private PluginWords words(RoutingContext context) {
        return new PluginWords(pages.words(context), names);
    }

    private void list(
            RoutingContext context,
            int status,
            @Nullable String wrong,
            List<CriteriaError> faults,
            @Nullable String unit) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.READ_PLUGINS);
        Words words = pages.words(context);
        List<PluginInfo> plugins = rollout.plugins();
        long running = plugins.stream()
                .filter(plugin -> plugin.state() == PluginInfo.State.STARTED)
                .count();
        PluginsView.Installing installing = Scope.maySomewhere(caller, Action.INSTALL_PLUGINS)
                ? new PluginsView.Installing(
                        words.get("plugin.install.hint", PluginLimits.JAR_BYTES / MEGABYTE),
                        Objects.requireNonNullElseGet(unit, () -> own(caller)),
                        wrong,
                        words(context).faults(faults))
                : null;
        PluginsView view = new PluginsView(
                words.get("plugin.sentence", running, plugins.size()),
                plugins.stream().map(words(context)::line).toList(),
                installing);
        pages.show(context, status, "plugin/plugins", words.get("plugin.title"), view);
    }

    private static String own(Caller caller) {
        return Scope.reach(caller, Action.INSTALL_PLUGINS) instanceof Reach.Under under
                        && under.units().size() == 1
                ? under.units().getFirst()
                : "";
    }

    private void install(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.INSTALL_PLUGINS);
        Words words = pages.words(context);
        Upload upload;
        try {
            upload = receiving.of(context);
        } catch (Problem missing) {
            list(context, missing.status(), words.get("plugin.wrong.file"), List.of(), null);
            return;
        }
        try {
            PluginInfo done = Aside.run(() -> rollout.install(upload, caller));
            Pages.redirect(context, HERE + "/" + done.id() + "?said=installed");
        } catch (PluginRefused refused) {
            list(
                    context,
                    400,
                    words.get("plugin.wrong.refused", refused.plugin().id()),
                    refused.errors(),
                    upload.orgUnit());
        } catch (Unsigned unsigned) {
            Pages.redirect(context, "/simulations/" + unsigned.simulation());
        } catch (Problem refused) {
            list(context, refused.status(), words(context).wrong(refused), List.of(), upload.orgUnit());
        }
    }

    private void change(RoutingContext context, BiFunction<String, Caller, PluginInfo> changing) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.INSTALL_PLUGINS);
        try {
            PluginInfo done = Aside.run(() -> changing.apply(id(context), caller));
            Pages.redirect(context, HERE + "/" + done.id() + "?said=changed");
        } catch (PluginRefused refused) {
            show(context, 400, words(context).said(refused.errors().getFirst().message()));
        } catch (Unsigned unsigned) {
            Pages.redirect(context, "/simulations/" + unsigned.simulation());
        } catch (Problem refused) {
            if (refused.status() != 409) {
                throw refused;
            }
            show(context, 409, words(context).wrong(refused));
        }
    }

    private void show(RoutingContext context, int status, @Nullable String wrong) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.READ_PLUGINS);
        Detail detail = rollout.shown().detail(id(context));
        PluginView view = words(context)
                .detail(
                        HERE,
                        detail,
                        rollout.mayChange(caller, detail.plugin()),
                        String.valueOf(context.queryParams().get("said")),
                        wrong);
        pages.show(context, status, "plugin/plugin", detail.plugin().id(), view);
    }

    private static String id(RoutingContext context) {
        return Objects.requireNonNull(context.pathParam("id"));
    }
}
