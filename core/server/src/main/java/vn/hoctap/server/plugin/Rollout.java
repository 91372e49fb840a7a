package vn.hoctap.server.plugin;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.plugin.Exchange.Wanting;
import vn.hoctap.server.plugin.History.Deed;
import vn.hoctap.server.plugin.Wish.Installed;
import vn.hoctap.server.plugin.Wish.Quarantine;
import vn.hoctap.server.plugin.guard.Spent;
import vn.hoctap.server.plugin.trust.Publisher;

/**
 * Changes which plugins run while the server does: for whoever may, as long as everything else goes on. What is wanted is
 * in the database; every node makes it so. All methods wait, and work from any thread but an event loop's.
 */
public final class Rollout {
    private static final Logger LOG = LoggerFactory.getLogger(Rollout.class);

    private final Database database;
    private final Workshop workshop;
    private final Exchange exchange;
    private final Rights rights;
    private final Supplier<Map<String, Spent>> spent;

    /** @param spent what the code of each plugin has cost on this node */
    Rollout(
            Database database,
            Workshop workshop,
            Exchange exchange,
            Rights rights,
            Supplier<Map<String, Spent>> spent) {
        this.database = database;
        this.workshop = workshop;
        this.exchange = exchange;
        this.rights = rights;
        this.spent = spent;
    }

    /** @param asked before, and told when, other sets judge */
    public void publishing(Publication asked) {
        exchange.publishing(asked);
    }

    /** @param told after every change of this node, so that others look */
    public void telling(Runnable told) {
        exchange.telling(told);
    }

    /**
     * Installs a plugin, or another version of one. The very jar that runs already changes nothing.
     *
     * @return the plugin as it runs
     * @throws PluginRefused when something is wrong with the jar; it is listed
     * @throws Unsigned when somebody has to sign first what it would do; the jar is kept for {@link #resume}
     * @throws Problem 400 for an unknown unit, 403, and 409 when it goes against what runs
     */
    public PluginInfo install(Upload upload, Caller by) {
        try {
            return installed(upload, by);
        } catch (PluginRefused refused) {
            database.inTransaction(sql -> {
                History.refuse(sql, refused.plugin(), by.name());
                return refused;
            });
            throw refused;
        }
    }

    private PluginInfo installed(Upload upload, Caller by) {
        PluginJar jar = sound(upload, by);
        Deed deed = exchange.current().info(jar.id()).isPresent() ? Deed.UPGRADED : Deed.INSTALLED;
        try {
            return change(new Wanting(jar.id(), deed, by, by.name(), null, true), (sql, wanted) -> {
                Wish before = wanted.of(jar.id());
                demand(by, before);
                if (runs(before, jar)) {
                    return before;
                }
                demandNewer(sql, jar);
                Wishes.keep(sql, jar.digest(), jar.name(), upload.jar());
                return before.running(Wishes.install(sql, jar.id(), following(before, jar)));
            });
        } catch (Unsigned unsigned) {
            stage(unsigned, jar.id(), jar, upload);
            throw unsigned;
        }
    }

    /** @throws PluginRefused when it cannot be read, or holds what may not be installed this way */
    private PluginJar sound(Upload upload, Caller by) {
        PluginJar read = workshop.read(upload);
        String scope = rights.scope(by, upload.orgUnit(), read.scope());
        rights.demand(by, scope, read.code());
        PluginJar jar = read.within(scope);
        Faults faults = new Faults();
        faults.addAll(jar.faults());
        if (scope != null && !jar.texts("mappings").isEmpty()) {
            faults.add(
                    jar.texts("mappings").getFirst().file(),
                    "A mapping reads the statements of everybody, and the plugin is for one part of the tree.",
                    "Leave the folder mappings out, or have it installed for the whole tree.");
        }
        if (!faults.none()) {
            throw new PluginRefused(PluginInfo.of(jar, PluginInfo.State.REFUSED, List.of(), faults.list()));
        }
        workshop.offer(jar);
        return jar;
    }

    /** For a plugin that is there already, the caller must have been allowed to install that one too. */
    private void demand(Caller by, Wish wish) {
        exchange.current().info(wish.plugin()).ifPresent(info -> rights.demand(by, info.scope(), info.code()));
    }

    private static boolean runs(Wish wish, PluginJar jar) {
        Installed installed = wish.installed();
        return wish.enabled()
                && wish.quarantine() == null
                && installed != null
                && installed.digest().equals(jar.digest())
                && Objects.equals(installed.scope(), jar.scope());
    }

    private static Installed following(Wish before, PluginJar jar) {
        Installed last = before.installed();
        return new Installed(
                0, jar.digest(), jar.name(), jar.version(), jar.scope(), last == null ? null : last.number());
    }

    private void demandNewer(Sql sql, PluginJar jar) {
        boolean changed =
                Wishes.digests(sql, jar.id(), jar.version()).stream().anyMatch(other -> !other.equals(jar.digest()))
                        || workshop.folder(jar.id()).stream()
                                .anyMatch(other -> other.version().equals(jar.version())
                                        && !other.digest().equals(jar.digest()));
        if (changed) {
            throw Problem.conflict("Version " + jar.version() + " of '" + jar.id()
                    + "' is known with other content; a version never changes: raise Plugin-Version.");
        }
        String there =
                exchange.current().info(jar.id()).map(PluginInfo::version).orElse(jar.version());
        if (Product.isBefore(jar.version(), there)) {
            throw Problem.conflict("Version " + there + " of '" + jar.id() + "' runs, and " + jar.version()
                    + " comes before it: roll back, or raise Plugin-Version.");
        }
    }

    /** What is wrong with a jar as far as can be told without installing it; empty: it would be taken. */
    public List<CriteriaError> check(Upload upload, Caller by) {
        try {
            PluginJar jar = sound(upload, by);
            Built built =
                    exchange.attempt((sql, wanted) -> wanted.of(jar.id()).running(following(wanted.of(jar.id()), jar)));
            built.code().discard();
            return built.faults(jar.id());
        } catch (PluginRefused refused) {
            return refused.errors();
        }
    }

    /**
     * Lets a plugin run again, one in quarantine too.
     *
     * @throws PluginRefused when it would not run
     * @throws Unsigned when somebody has to sign first what it would do
     */
    public PluginInfo enable(String plugin, Caller by) {
        try {
            return change(known(plugin, Deed.ENABLED, by, true), (sql, wanted) -> {
                demand(by, wanted.of(plugin));
                return wanted.of(plugin).running(wanted.of(plugin).installed());
            });
        } catch (Unsigned unsigned) {
            stage(unsigned, plugin, null, null);
            throw unsigned;
        }
    }

    /** Keeps a plugin from running; its sets judge nobody then. */
    public PluginInfo disable(String plugin, Caller by) {
        return change(known(plugin, Deed.DISABLED, by, false), (sql, wanted) -> {
            demand(by, wanted.of(plugin));
            return wanted.of(plugin).disabled();
        });
    }

    /**
     * Puts back what the version that runs took the place of, an installed jar or the folder's; what the later version has
     * published judges no year any more.
     *
     * @throws Problem 409 when there is nothing before it
     */
    public PluginInfo rollBack(String plugin, Caller by) {
        return change(known(plugin, Deed.ROLLED_BACK, by, false), (sql, wanted) -> {
            Wish wish = wanted.of(plugin);
            demand(by, wish);
            Installed last = wish.installed();
            if (last == null || (last.before() == null && !workshop.inFolder(plugin))) {
                throw Problem.conflict("Nothing comes before this version of '" + plugin + "'; disable it instead.");
            }
            Optional<Installed> before =
                    Optional.ofNullable(last.before()).flatMap(number -> Wishes.find(sql, plugin, number));
            before.ifPresent(one -> rights.demand(by, one.scope(), false));
            StoredSets.rollBack(sql, plugin, last.digest());
            return wish.of(before.orElse(null));
        });
    }

    /** Keeps the code of a plugin from running, on all nodes, until somebody enables it or installs another version. */
    public void quarantine(String plugin, String reason) {
        LOG.error("Plugin {} is put into quarantine: {}", plugin, reason);
        Quarantine why = new Quarantine(reason, exchange.current().loading().measuresOf(plugin));
        change(
                new Wanting(plugin, Deed.QUARANTINED, null, Act.HOCTAP, reason, false),
                (sql, wanted) -> wanted.of(plugin).quarantine() == null
                        ? wanted.of(plugin).kept(why)
                        : wanted.of(plugin));
    }

    /** What runs only because this publisher has signed it runs no more. */
    public void distrust(Publisher publisher) {
        exchange.current().state().plugins().stream()
                .filter(plugin ->
                        plugin.code() && plugin.state() == PluginInfo.State.STARTED && !workshop.trusts(plugin.id()))
                .forEach(plugin ->
                        quarantine(plugin.id(), "its publisher " + publisher.name() + " is trusted no more."));
    }

    private Wanting known(String plugin, Deed deed, Caller by, boolean asks) {
        exchange.follow();
        if (exchange.current().info(plugin).isEmpty()) {
            throw Problem.notFound("There is no plugin '" + plugin + "'; see the list of plugins.");
        }
        return new Wanting(plugin, deed, by, by.name(), null, asks);
    }

    private PluginInfo change(Wanting wanting, Exchange.Step step) {
        return exchange.change(wanting, step).info(wanting.plugin()).orElseThrow();
    }

    private void stage(Unsigned unsigned, String plugin, @Nullable PluginJar jar, @Nullable Upload upload) {
        database.inTransaction(sql -> {
            if (jar != null && upload != null) {
                Wishes.keep(sql, jar.digest(), jar.name(), upload.jar());
            }
            return sql.update(
                    "insert into plugin_staged (simulation, plugin, digest, scope) values ($1, $2, $3, $4)"
                            + " on conflict (simulation) do nothing",
                    unsigned.simulation(),
                    plugin,
                    jar == null ? null : jar.digest(),
                    jar == null ? null : jar.scope());
        });
    }

    private record Staged(
            String plugin,
            @Nullable String digest,
            String name,
            @Nullable String scope) {}

    /**
     * Goes on with what waited for this simulation to be signed.
     *
     * @throws Problem 404 when nothing waits for it
     */
    public PluginInfo resume(UUID simulation, Caller by) {
        Staged staged = database.first(
                        "select plugin, digest, scope, coalesce(name, '') as name from plugin_staged"
                                + " left join plugin_jar using (digest) where simulation = $1",
                        simulation)
                .map(row -> new Staged(
                        row.getString("plugin"),
                        row.getString("digest"),
                        row.getString("name"),
                        row.getString("scope")))
                .orElseThrow(() -> Problem.notFound("Nothing waits for this simulation."));
        String digest = staged.digest();
        PluginInfo done = digest == null
                ? enable(staged.plugin(), by)
                : install(new Upload(staged.name(), Wishes.jar(database, digest), staged.scope()), by);
        database.update("delete from plugin_staged where simulation = $1", simulation);
        return done;
    }

    /** Makes it so here what is wanted; for a regular look, and when another node says that it has changed something. */
    public void look() {
        try {
            exchange.follow();
        } catch (RuntimeException failure) {
            LOG.error("What is wanted of plugins is not so on this node; it is looked again", failure);
        }
    }

    /** What became of a plugin and who did it, the latest first. */
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

    private @Nullable String before(String plugin, Installed installed) {
        return Optional.ofNullable(installed.before())
                .flatMap(number -> Wishes.find(database, plugin, number))
                .map(Installed::version)
                .or(() ->
                        workshop.folder(plugin).stream().map(PluginJar::version).findFirst())
                .orElse(null);
    }

    /** Whether this plugin runs, or would run if somebody said so, and the caller is one who may say so. */
    boolean mayChange(Caller caller, PluginInfo plugin) {
        return exchange.current().info(plugin.id()).isPresent() && rights.may(caller, plugin.scope(), plugin.code());
    }

    /** All plugins, and what was sent and refused since. */
    public List<PluginInfo> plugins() {
        return Stream.concat(exchange.current().state().plugins().stream(), History.refusals(database).stream())
                .toList();
    }
}
