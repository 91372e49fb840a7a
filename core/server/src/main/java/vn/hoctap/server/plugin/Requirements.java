package vn.hoctap.server.plugin;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pf4j.PluginDependency;
import vn.hoctap.engine.criteria.CriteriaError;

/** What a plugin's manifest asks for: a version of the product, and other plugins in certain versions. */
final class Requirements {
    private final Product product;
    private final Map<String, PluginJar> started;
    private final Collection<PluginJar> pending;

    Requirements(Product product, Map<String, PluginJar> started, Collection<PluginJar> pending) {
        this.product = product;
        this.started = started;
        this.pending = pending;
    }

    /** Does it depend on a plugin that has no verdict yet? */
    static boolean waiting(PluginJar jar, Collection<PluginJar> pending) {
        return jar.manifest().orElseThrow().dependencies().stream()
                .anyMatch(dependency -> pending.stream().anyMatch(p -> p.id().equals(dependency.getPluginId())));
    }

    /** What can no longer be fulfilled. */
    List<CriteriaError> of(PluginJar jar) {
        Faults faults = new Faults();
        PluginManifest manifest = jar.manifest().orElseThrow();
        if (!Product.allows(manifest.requires(), product.version())) {
            faults.add(
                    Faults.MANIFEST,
                    "The plugin requires Hoctap " + manifest.requires() + ", and this is " + product.version() + ".",
                    "Install a version of the plugin for this Hoctap, or correct Plugin-Requires.");
        }
        manifest.dependencies().forEach(dependency -> unmet(dependency).ifPresent(faults::add));
        return faults.list();
    }

    private Optional<CriteriaError> unmet(PluginDependency dependency) {
        String id = dependency.getPluginId();
        if (pending.stream().anyMatch(p -> p.id().equals(id))) {
            return Optional.empty();
        }
        PluginJar there = started.get(id);
        if (there == null) {
            return dependency.isOptional()
                    ? Optional.empty()
                    : Optional.of(fault(
                            "The plugin depends on '" + id + "', which is not there or was refused.",
                            "Add the plugin '" + id + "', or correct what is wrong with it."));
        }
        return Product.allows(dependency.getPluginVersionSupport(), there.version())
                ? Optional.empty()
                : Optional.of(fault(
                        "The plugin depends on '" + id + "' " + dependency.getPluginVersionSupport() + ", and "
                                + there.version() + " is there.",
                        "Install a fitting version of '" + id + "'."));
    }

    private static CriteriaError fault(String message, String remedy) {
        return new CriteriaError(Faults.MANIFEST, 1, "", message, remedy);
    }
}
