package vn.hoctap.server.plugin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.server.plugin.trust.Publisher;

/**
 * A plugin as operators see it.
 *
 * @param id its id, or the jar's file name when it has none
 * @param version empty when the jar does not say
 * @param scope the organisational unit for which it holds; null is the whole tree
 * @param sets the ids of its sets that judge now; a refused plugin's are those published by an earlier version of it
 * @param errors why it was refused, or is in quarantine
 * @param code it brings classes
 * @param publisher who signed it, as the certificate says; null: nobody, or the distribution packed it
 */
public record PluginInfo(
        String id,
        String version,
        State state,
        @Nullable String scope,
        List<String> sets,
        List<CriteriaError> errors,
        @Nullable String provider,
        @Nullable String description,
        String file,
        boolean code,
        @Nullable String publisher) {

    public enum State {
        STARTED,
        /** Somebody said so. */
        DISABLED,
        REFUSED,
        /** Its code did harm and is kept from running; its sets judge nobody meanwhile, and nobody loses a title. */
        QUARANTINED
    }

    public PluginInfo {
        sets = List.copyOf(sets);
        errors = List.copyOf(errors);
    }

    static PluginInfo of(PluginJar jar, State state, List<String> sets, List<CriteriaError> errors) {
        return new PluginInfo(
                jar.id(),
                jar.version(),
                state,
                jar.scope(),
                sets,
                errors,
                jar.manifest().map(PluginManifest::provider).orElse(null),
                jar.manifest().map(PluginManifest::description).orElse(null),
                jar.name(),
                jar.code(),
                Optional.ofNullable(jar.publisher()).map(Publisher::name).orElse(null));
    }

    /** For the log and the terminal. */
    @Override
    public String toString() {
        return "%s %s %s".formatted(id, version, state.name().toLowerCase(Locale.ROOT));
    }
}
