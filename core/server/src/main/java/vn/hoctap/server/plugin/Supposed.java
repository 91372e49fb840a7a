package vn.hoctap.server.plugin;

import java.util.Optional;
import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.server.plugin.Staged.Aim;

/**
 * What would judge if something were done to plugins, loaded beside what judges. Its code is watched as all code of plugins
 * is, and what it does wrong harms only whoever tries it. To be closed, or it is never let go.
 */
public final class Supposed implements AutoCloseable {
    private final Exchange exchange;
    private final Built built;

    private Supposed(Exchange exchange, Built built) {
        this.exchange = exchange;
        this.built = built;
    }

    /** @throws PluginRefused when the plugin would not run */
    static Supposed of(Staged staged, Deeds deeds, Exchange exchange) {
        Built built = exchange.attempt((sql, wanted) -> deeds.of(sql, staged).take(sql, wanted));
        boolean runs = staged.aim() == Aim.DISABLE || built.runs(staged.plugin());
        PluginInfo info = built.info(staged.plugin()).orElse(null);
        if (!runs && info != null && !info.errors().isEmpty()) {
            exchange.letGo(built);
            throw new PluginRefused(info);
        }
        return new Supposed(exchange, built);
    }

    public CriteriaRegistry criteria() {
        return built.criteria();
    }

    public Measures measures() {
        return built.state().measures();
    }

    /** What its code has done wrong meanwhile: what was found out until then is worth nothing. */
    public Optional<String> fault() {
        return built.code().fault();
    }

    @Override
    public void close() {
        exchange.letGo(built);
    }
}
