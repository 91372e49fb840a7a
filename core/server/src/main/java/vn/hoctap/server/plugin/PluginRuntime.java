package vn.hoctap.server.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pf4j.DefaultPluginManager;
import org.pf4j.JarPluginLoader;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginLoader;
import org.pf4j.PluginManager;
import org.pf4j.PluginRepository;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PluginState;
import org.pf4j.PluginStatusProvider;
import org.pf4j.PluginWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.api.Measure;
import vn.hoctap.api.SkillProfile;
import vn.hoctap.server.plugin.guard.Guard;
import vn.hoctap.server.plugin.guard.Quarantined;
import vn.hoctap.server.plugin.guard.Ward;

/**
 * PF4J with the host's rules: jars come one by one from the host and from no folder of PF4J's own, the host decides what
 * is disabled, and the published API is always the host's class, whatever a jar brings.
 */
final class PluginRuntime extends DefaultPluginManager {
    private static final Logger LOG = LoggerFactory.getLogger(PluginRuntime.class);

    private final Set<String> group;
    private final Guard guard;
    private final Map<String, Ward> wards = new ConcurrentHashMap<>();
    private final Map<String, Brought> brought = new ConcurrentHashMap<>();

    /** What a plugin's code brings, called through its ward. */
    record Brought(List<Measure<?>> measures, List<SkillProfile> profiles) {}

    /**
     * @param guard calls all code of plugins
     * @param group the plugins that will be loaded here; what a plugin depends on besides brings no code
     */
    PluginRuntime(Path folder, String productVersion, Guard guard, Set<String> group) {
        super(folder);
        this.guard = guard;
        this.group = Set.copyOf(group);
        setSystemVersion(productVersion);
    }

    /** @throws PluginRuntimeException when it cannot be loaded or its own start fails; then nothing of it stays */
    void loadAndStart(PluginJar jar) {
        Ward ward = guard.ward(jar.id());
        String id = loadPlugin(jar.file());
        try {
            ward.loader(getPluginClassLoader(id));
            wards.put(id, ward);
            ward.start(() -> start(id));
        } catch (RuntimeException | LinkageError failure) {
            drop(id);
            throw failure;
        }
    }

    private PluginState start(String id) {
        PluginState state = startPlugin(id);
        if (!state.isStarted()) {
            Throwable cause = getPlugin(id).getFailedException();
            throw new PluginRuntimeException(cause == null ? "state " + state : String.valueOf(cause.getMessage()));
        }
        return state;
    }

    /**
     * Found once: when its code is in quarantine meanwhile, whoever asks for it is told so, and nothing else of it changes.
     *
     * @throws Quarantined when it cannot even say what it brings
     */
    Brought brought(String id) {
        return brought.computeIfAbsent(id, plugin -> {
            Ward ward = ward(plugin);
            return new Brought(
                    getExtensions(Measure.class, plugin).stream()
                            .<Measure<?>>map(ward::measure)
                            .toList(),
                    getExtensions(SkillProfile.class, plugin).stream()
                            .map(ward::profile)
                            .toList());
        });
    }

    private Ward ward(String id) {
        return Objects.requireNonNull(wards.get(id), id);
    }

    /** From now on people rely on it: what its code does wrong is an alarm. */
    void accepted() {
        wards.values().forEach(Ward::accepted);
    }

    /** From now on nobody relies on it: another version runs, or none, and is not to suffer for what this one does. */
    void retired() {
        wards.values().forEach(Ward::retired);
    }

    /** What one of its plugins has done wrong. */
    Optional<String> fault() {
        return wards.values().stream()
                .flatMap(ward -> ward.fault().stream().map(fault -> ward.plugin() + ": " + fault))
                .findFirst();
    }

    boolean has(String id) {
        return getPlugin(id) != null;
    }

    /** Its own ones: PF4J finds those of the plugins that it depends on as well. */
    @Override
    public <T> List<T> getExtensions(Class<T> type, String pluginId) {
        ClassLoader own = getPluginClassLoader(pluginId);
        return ward(pluginId)
                .start(() -> super.getExtensions(type, pluginId).stream()
                        .filter(extension -> own.equals(extension.getClass().getClassLoader()))
                        .toList());
    }

    /** Stops and unloads it; a plugin that fails at that is left behind. */
    void drop(String id) {
        brought.remove(id);
        Ward ward = wards.remove(id);
        if (ward == null || !ward.stop(() -> end(id))) {
            LOG.warn("Plugin {} did not let itself be stopped", id);
            getPlugin(id).setPluginState(PluginState.STOPPED);
            end(id);
        }
        guard.renew();
    }

    private void end(String id) {
        try {
            stopPlugin(id);
        } catch (RuntimeException | LinkageError failure) {
            LOG.warn("Plugin {} failed to stop", id, failure);
        }
        try {
            unloadPlugin(id);
        } catch (RuntimeException | LinkageError failure) {
            LOG.warn("Plugin {} failed to unload", id, failure);
        }
    }

    /** One by one over a copy, dependents first: PF4J's own stopPlugins() throws (pf4j#656). */
    void dropAll() {
        List.copyOf(getStartedPlugins()).reversed().stream()
                .map(PluginWrapper::getPluginId)
                .filter(this::has)
                .forEach(this::drop);
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new JarPluginLoader(this) {
            @Override
            protected PluginClassLoader createPluginClassLoader(Path path, PluginDescriptor descriptor) {
                return new HostFirst(pluginManager, descriptor);
            }
        };
    }

    @Override
    protected PluginDescriptorFinder createPluginDescriptorFinder() {
        return new ManifestPluginDescriptorFinder() {
            @Override
            public PluginDescriptor find(Path jar) {
                PluginDescriptor found = super.find(jar);
                found.getDependencies().removeIf(dependency -> !group.contains(dependency.getPluginId()));
                return found;
            }
        };
    }

    @Override
    protected PluginRepository createPluginRepository() {
        return new PluginRepository() {
            @Override
            public List<Path> getPluginPaths() {
                return List.of();
            }

            @Override
            public boolean deletePluginPath(Path path) {
                return false;
            }
        };
    }

    @Override
    protected PluginStatusProvider createPluginStatusProvider() {
        return new PluginStatusProvider() {
            @Override
            public boolean isPluginDisabled(String id) {
                return false;
            }

            @Override
            public void disablePlugin(String id) {}

            @Override
            public void enablePlugin(String id) {}
        };
    }

    /** It must extend PluginClassLoader, or PF4J does not find extensions (pf4j#676). */
    private static final class HostFirst extends PluginClassLoader {
        private static final List<String> HOST = List.of("vn.hoctap.api.", "org.pf4j.", "org.slf4j.", "org.jspecify.");

        HostFirst(PluginManager plugins, PluginDescriptor descriptor) {
            super(plugins, descriptor, PluginRuntime.class.getClassLoader());
        }

        @Override
        protected boolean shouldDelegateToParent(String className) {
            return super.shouldDelegateToParent(className) || HOST.stream().anyMatch(className::startsWith);
        }
    }
}
