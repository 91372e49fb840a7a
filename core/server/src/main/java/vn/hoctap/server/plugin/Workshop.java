package vn.hoctap.server.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.plugin.Wish.Installed;
import vn.hoctap.server.plugin.guard.Guard;

/**
 * Loads what is wanted, beside what runs. The folders are read once, at start; each installed jar once, from the database
 * into a copy of the host's own. Used by one thread at a time.
 */
final class Workshop implements AutoCloseable {
    private static final CriteriaError NOT_TRUSTED = new CriteriaError(
            Faults.MANIFEST,
            1,
            "",
            "The publisher who signed the plugin is trusted no more.",
            "Trust the publisher again, or install what another one has signed.");

    private final JarCopies copies;
    private final Shelf shelf;
    private final Product product;
    private final List<PluginContent> contents;
    private final List<PluginJar> folder;
    private final Map<String, PluginJar> known = new ConcurrentHashMap<>();

    Workshop(PluginHost.Settings settings, List<PluginContent> contents, Guard guard) {
        this.copies = new JarCopies(settings.copies(), settings.folders().trust());
        this.product = Product.of(settings.productVersion());
        this.shelf = new Shelf(settings.copies(), product, guard);
        this.contents = contents;
        this.folder = settings.folders().jars().stream().map(copies::take).toList();
    }

    /** It is known from now on, as long as something wants it. */
    void offer(PluginJar jar) {
        known.put(jar.digest(), jar);
    }

    PluginJar read(Upload upload) {
        return copies.take(upload.name(), upload.jar());
    }

    /** The jar of the plugin folder, whatever was installed in its place. */
    boolean inFolder(String plugin) {
        return folder.stream().anyMatch(jar -> jar.sound() && jar.id().equals(plugin));
    }

    List<PluginJar> folder(String plugin) {
        return folder.stream().filter(jar -> jar.id().equals(plugin)).toList();
    }

    /**
     * What would hold; nothing of what runs is touched.
     *
     * @param sql sees what was published, and the jars
     */
    Built build(Sql sql, Wishes.Wanted wanted) {
        Assembly assembly = Assembly.of(folder, wanted.all(), installed -> jar(sql, installed));
        List<StoredSet> stored = StoredSets.all(sql);
        List<PluginJar> running = assembly.running().stream()
                .map(jar -> assembly.quarantined().containsKey(jar.id()) || copies.isTrusted(jar)
                        ? jar
                        : jar.but(List.of(NOT_TRUSTED)))
                .toList();
        List<PluginJar> runnable = running.stream()
                .filter(jar -> jar.sound() && !assembly.quarantined().containsKey(jar.id()))
                .toList();
        Opening code = shelf.open(runnable);
        try {
            Loading loading = new Loading(new Loading.Ground(product, stored, contents), code, assembly.quarantined())
                    .run(running);
            List<PublishedSet> all = new ArrayList<>(loading.sets());
            EarlierSets earlier = new EarlierSets(stored, loading);
            all.addAll(earlier.sets());
            all.replaceAll(set -> set.countingBy(loading.programOf(set.set())));
            Registry.State state = new Registry.State(
                    all,
                    earlier.measures(),
                    loading.profiles(),
                    new Infos(loading, all).of(assembly.resting()),
                    files(loading));
            return new Built(wanted, loading, code, state);
        } catch (Throwable failure) {
            code.discard();
            throw failure;
        }
    }

    private PluginJar jar(Sql sql, Installed installed) {
        return known.computeIfAbsent(
                installed.digest(), digest -> copies.again(installed.name(), Wishes.jar(sql, digest)));
    }

    /** One that was taken in before, and kept until its installation was signed. */
    PluginJar again(String name, byte[] jar) {
        return copies.again(name, jar);
    }

    /** Whether the code of a jar may run still, as far as somebody's signature let it in. */
    boolean trusts(PluginJar jar) {
        return copies.isTrusted(jar);
    }

    /** From now on this runs; returns what is not needed any more, still running. */
    List<PluginRuntime> take(Built built) {
        known.keySet()
                .retainAll(built.wanted().all().values().stream()
                        .flatMap(wish -> Stream.ofNullable(wish.installed()))
                        .map(Installed::digest)
                        .collect(Collectors.toSet()));
        return shelf.take(built.code());
    }

    @Override
    public void close() {
        shelf.all().forEach(PluginRuntime::dropAll);
    }

    /** Removes copies that nothing needs; only before anything runs. */
    void sweep() {
        List<PluginJar> used = new ArrayList<>(folder);
        used.addAll(known.values());
        copies.sweep(used.stream().map(PluginJar::file).collect(Collectors.toSet()));
    }

    private static List<PluginFile> files(Loading loading) {
        return loading.started().values().stream()
                .flatMap(jar -> jar.texts().stream().map(text -> new PluginFile(jar.id(), text)))
                .toList();
    }
}
