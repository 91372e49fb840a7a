package vn.hoctap.server.plugin;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.plugin.Exchange.Wanting;
import vn.hoctap.server.plugin.History.Deed;
import vn.hoctap.server.plugin.Publication.Staging;
import vn.hoctap.server.plugin.Staged.Aim;
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
    private final Shown shown;
    private final Deeds deeds;

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
        this.shown = new Shown(database, workshop, exchange, spent);
        this.deeds = new Deeds(workshop, exchange::current);
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
        Staged staged = Staged.install(jar);
        Staging staging = staged.staging(sql -> Wishes.keep(sql, jar.digest(), jar.name(), upload.jar()));
        return change(
                new Wanting(jar.id(), deed, by, by.name(), null, staging), deeds.installing(jar, upload.jar()), by);
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

    private void demand(Caller by, Wish wish) {
        exchange.current().info(wish.plugin()).ifPresent(info -> rights.demand(by, info.scope(), info.code()));
    }

    /** What is wrong with a jar as far as can be told without installing it; empty: it would be taken. */
    public List<CriteriaError> check(Upload upload, Caller by) {
        try {
            PluginJar jar = sound(upload, by);
            Built built = exchange.attempt(Deeds.supposing(jar));
            exchange.letGo(built);
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
        return enable(plugin, null, by);
    }

    private PluginInfo enable(String plugin, @Nullable String reason, Caller by) {
        return change(known(plugin, Deed.ENABLED, Aim.ENABLE, reason, by), Deeds.enabling(plugin), by);
    }

    /**
     * Keeps a plugin from running; its sets judge nobody then.
     *
     * @throws Unsigned when somebody has to sign first what it would do
     */
    public PluginInfo disable(String plugin, Caller by) {
        return disable(plugin, null, by);
    }

    /** @param reason why */
    public PluginInfo disable(String plugin, @Nullable String reason, Caller by) {
        return change(known(plugin, Deed.DISABLED, Aim.DISABLE, reason, by), Deeds.disabling(plugin), by);
    }

    /**
     * Puts back what the version that runs took the place of, an installed jar or the folder's; what the later version has
     * published judges no year any more.
     *
     * @throws Unsigned when somebody has to sign first what it would do
     * @throws Problem 409 when there is nothing before it
     */
    public PluginInfo rollBack(String plugin, Caller by) {
        return rollBack(plugin, null, by);
    }

    /** @param reason why */
    public PluginInfo rollBack(String plugin, @Nullable String reason, Caller by) {
        return change(
                known(plugin, Deed.ROLLED_BACK, Aim.ROLLBACK, reason, by),
                deeds.rollingBack(plugin, before -> rights.demand(by, before.scope(), false)),
                by);
    }

    /**
     * Puts back what was before the latest change of a plugin.
     *
     * @throws Unsigned when somebody has to sign first what that would do
     * @throws Problem 409 when it was a rollback itself
     */
    public PluginInfo retreat(String plugin, String reason, Caller by) {
        List<Deed> deeds = History.of(database, plugin).stream()
                .map(History.Entry::deed)
                .filter(deed -> deed != Deed.QUARANTINED && deed != Deed.REFUSED)
                .toList();
        Deed latest = deeds.isEmpty() ? Deed.ROLLED_BACK : deeds.getFirst();
        boolean rested = deeds.size() > 1 && deeds.get(1) == Deed.DISABLED;
        return switch (latest) {
            case DISABLED -> enable(plugin, reason, by);
            case UPGRADED -> rested ? disable(plugin, reason, by) : rollBack(plugin, reason, by);
            case INSTALLED, ENABLED -> disable(plugin, reason, by);
            case ROLLED_BACK, QUARANTINED, REFUSED ->
                throw Problem.conflict(
                        "The latest change of the plugin was a rollback; install the version that it took back again.");
        };
    }

    /** Keeps the code of a plugin from running, on all nodes, until somebody enables it or installs another version. */
    public void quarantine(String plugin, String reason) {
        LOG.error("Plugin {} is put into quarantine: {}", plugin, reason);
        Quarantine why = new Quarantine(reason, exchange.current().loading().measuresOf(plugin));
        exchange.change(
                new Wanting(plugin, Deed.QUARANTINED, null, Act.HOCTAP, reason, null),
                (sql, wanted) -> wanted.of(plugin).quarantine() == null
                        ? wanted.of(plugin).kept(why)
                        : wanted.of(plugin));
    }

    /** What runs only because this publisher has signed it runs no more. */
    public void distrust(Publisher publisher) {
        List<PluginJar> running =
                List.copyOf(exchange.current().loading().started().values());
        running.stream()
                .filter(jar -> jar.code() && !workshop.trusts(jar))
                .forEach(jar -> quarantine(jar.id(), "its publisher " + publisher.name() + " is trusted no more."));
    }

    private Wanting known(String plugin, Deed deed, Aim aim, @Nullable String reason, Caller by) {
        exchange.follow();
        if (exchange.current().info(plugin).isEmpty()) {
            throw Problem.notFound("There is no plugin '" + plugin + "'; see the list of plugins.");
        }
        Staging staging = Staged.of(plugin, aim, reason).staging(sql -> {});
        return new Wanting(plugin, deed, by, by.name(), reason, staging);
    }

    /** For a plugin that is there already, the caller must have been allowed to install that one too. */
    private PluginInfo change(Wanting wanting, Exchange.Step step, Caller by) {
        return exchange.change(wanting, (sql, wanted) -> {
                    demand(by, wanted.of(wanting.plugin()));
                    return step.take(sql, wanted);
                })
                .info(wanting.plugin())
                .orElseThrow();
    }

    /**
     * Goes on with what waited for this simulation to be signed.
     *
     * @throws Unsigned when what was signed is no longer true
     * @throws Problem 404 when nothing waits for it
     */
    public PluginInfo resume(UUID simulation, Caller by) {
        Staged staged = Staged.find(database, simulation)
                .orElseThrow(() -> Problem.notFound("Nothing waits for this simulation."));
        String plugin = staged.plugin();
        PluginInfo done = switch (staged.aim()) {
            case INSTALL -> {
                byte[] jar = Wishes.jar(database, Objects.requireNonNull(staged.digest()));
                yield install(new Upload(staged.name(), jar, staged.scope()), by);
            }
            case ENABLE -> enable(plugin, staged.reason(), by);
            case DISABLE -> disable(plugin, staged.reason(), by);
            case ROLLBACK -> rollBack(plugin, staged.reason(), by);
        };
        Staged.forget(database, simulation);
        return done;
    }

    /**
     * What would judge if that were done which waits for this simulation.
     *
     * @return empty: nothing waits for it
     * @throws PluginRefused when the plugin would not run
     */
    public Optional<Supposed> supposed(UUID simulation) {
        return Staged.find(database, simulation).map(staged -> Supposed.of(staged, deeds, exchange));
    }

    /** Makes it so here what is wanted; for a regular look, and when another node says that it has changed something. */
    public void look() {
        try {
            exchange.follow();
        } catch (RuntimeException failure) {
            LOG.error("What is wanted of plugins is not so on this node; it is looked again", failure);
        }
    }

    Shown shown() {
        return shown;
    }

    /** Whether this plugin runs, or would run if somebody said so, and the caller is one who may say so. */
    boolean mayChange(Caller caller, PluginInfo plugin) {
        return exchange.current().info(plugin.id()).isPresent() && rights.may(caller, plugin.scope(), plugin.code());
    }

    /** All plugins, and what was sent and refused since. */
    public List<PluginInfo> plugins() {
        return shown.all();
    }
}
