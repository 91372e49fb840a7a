package vn.hoctap.server.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The code that one set of plugins needs: what runs already is used on, what is missing is started as it is asked for. */
final class Opening {

    /** Jars that share one PF4J. */
    static final class Group {
        private final Set<Path> jars;
        private final PluginRuntime runtime;
        private boolean fresh = true;
        private boolean whole = true;

        Group(Set<Path> jars, PluginRuntime runtime) {
            this.jars = Set.copyOf(jars);
            this.runtime = runtime;
        }

        Set<Path> jars() {
            return jars;
        }

        PluginRuntime runtime() {
            return runtime;
        }

        /** Nothing of it was refused. */
        boolean isWhole() {
            return whole;
        }

        /** It belongs to what runs. */
        void settle() {
            fresh = false;
            runtime.accepted();
        }
    }

    private final Map<String, Group> groups;

    /** @param groups by the ids of plugins */
    Opening(Map<String, Group> groups) {
        this.groups = Map.copyOf(groups);
    }

    List<Group> groups() {
        return groups.values().stream().distinct().toList();
    }

    /** @return empty: it brings no code */
    Optional<PluginRuntime> of(PluginJar jar) {
        return Optional.ofNullable(groups.get(jar.id())).map(Group::runtime);
    }

    /** It is refused: what was started for this is let go, and what runs from before is used no more after this. */
    void drop(PluginJar jar) {
        Group group = groups.get(jar.id());
        if (group == null) {
            return;
        }
        group.whole = group.whole && !group.runtime.has(jar.id());
        if (group.fresh && group.runtime.has(jar.id())) {
            group.runtime.drop(jar.id());
        }
    }

    /** Why code that was started for this is not called any more; empty: all of it is sound so far. */
    Optional<String> fault() {
        return groups().stream()
                .filter(group -> group.fresh)
                .flatMap(group -> group.runtime.fault().stream())
                .findFirst();
    }

    /** Nothing comes of it: what was started for it ends, and what ran before is as it was. */
    void discard() {
        groups().stream().filter(group -> group.fresh).forEach(group -> group.runtime.dropAll());
        groups().stream().filter(group -> !group.fresh).forEach(group -> group.whole = true);
    }
}
