package vn.hoctap.server.plugin;

import java.util.Optional;
import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.engine.measure.Measures;

/**
 * What would judge if something were done to plugins, loaded beside what judges. Its code is watched as all code of plugins
 * is, and what it does wrong harms only whoever tries it. To be closed, or it is never let go.
 */
public final class Supposed implements AutoCloseable {
    private final Exchange exchange;
    private final Built built;

    Supposed(Exchange exchange, Built built) {
        this.exchange = exchange;
        this.built = built;
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
