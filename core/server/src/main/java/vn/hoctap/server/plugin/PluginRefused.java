package vn.hoctap.server.plugin;

import java.util.List;
import vn.hoctap.engine.criteria.CriteriaError;

/** A jar that is not taken, with everything that is wrong with it; what ran before runs on. */
public final class PluginRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient PluginInfo plugin;

    PluginRefused(PluginInfo plugin) {
        super(plugin.errors().getFirst().message(), null, false, false);
        this.plugin = plugin;
    }

    /** As it is listed from now on. */
    public PluginInfo plugin() {
        return plugin;
    }

    public List<CriteriaError> errors() {
        return plugin.errors();
    }
}
