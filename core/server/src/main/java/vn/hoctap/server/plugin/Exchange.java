package vn.hoctap.server.plugin;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Problem.PointerError;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.plugin.History.Deed;
import vn.hoctap.server.plugin.Publication.Change;
import vn.hoctap.server.plugin.Wishes.Wanted;

/**
 * Puts other plugins in the place of those that run, of one piece: loaded and checked beside them, stored, and only then
 * taken. Whatever fails before that leaves everything as it was. One change at a time, among all nodes.
 */
final class Exchange implements AutoCloseable {
    /** Says what is wanted of the plugin from now on; the same as before: nothing happens. */
    interface Step {
        Wish take(Sql sql, Wanted wanted);
    }

    /**
     * Who changes what.
     *
     * @param caller null: the program itself, which asks nobody
     * @param staging keeps it until it is signed; null: the program itself
     */
    record Wanting(
            String plugin,
            Deed deed,
            @Nullable Caller caller,
            String account,
            @Nullable String reason,
            Publication.@Nullable Staging staging) {}

    /** Rolls back; what is to be signed is begun after that. */
    private static final class Asked extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Supplier<UUID> simulation;

        Asked(Supplier<UUID> simulation) {
            super(null, null, false, false);
            this.simulation = simulation;
        }
    }

    /** Nothing that was done to find something out stays. */
    private static final class FoundOut extends RuntimeException {
        private static final long serialVersionUID = 1;

        FoundOut() {
            super(null, null, false, false);
        }
    }

    private final Database database;
    private final Workshop workshop;
    private final Registry registry;
    private final Retirement retirement;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Built current;
    private volatile Publication publication = Publication.NONE;
    private volatile Runnable others = () -> {};

    Exchange(Database database, Workshop workshop, Registry registry, Retirement retirement, Built current) {
        this.database = database;
        this.workshop = workshop;
        this.registry = registry;
        this.retirement = retirement;
        this.current = current;
    }

    void publishing(Publication asked) {
        publication = asked;
    }

    void telling(Runnable told) {
        others = told;
    }

    Built current() {
        return current;
    }

    /** Returns what holds then. */
    Built change(Wanting wanting, Step step) {
        lock.lock();
        try {
            follow();
            AtomicReference<Built> tried = new AtomicReference<>();
            try {
                boolean stored = database.inTransaction(sql -> store(sql, wanting, step, tried));
                if (stored) {
                    take(tried.get());
                    others.run();
                    publication.settled();
                }
            } catch (Asked asked) {
                discard(tried.get());
                throw new Unsigned(asked.simulation.get());
            } catch (Throwable failure) {
                discard(tried.get());
                throw failure;
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    private static void discard(@Nullable Built built) {
        if (built != null) {
            built.code().discard();
        }
    }

    /** False when everything is as wanted already. */
    private boolean store(Sql sql, Wanting wanting, Step step, AtomicReference<Built> tried) {
        Wanted wanted = Wishes.locked(sql);
        Wish wish = step.take(sql, wanted);
        if (wish.equals(wanted.all().get(wanting.plugin())) || wish.equals(wanted.of(wanting.plugin()))) {
            return false;
        }
        Built built = workshop.build(sql, wanted.with(wish));
        tried.set(built);
        PluginInfo info = demandSound(built, wish, wanting);
        Change change = new Change(
                wanting.plugin(),
                info.version(),
                current.criteria(),
                built.criteria(),
                built.state().measures());
        Caller caller = wanting.caller();
        Publication.Staging staging = wanting.staging();
        if (caller != null && staging != null) {
            publication.unsigned(change, caller, staging).ifPresent(simulation -> {
                throw new Asked(simulation);
            });
        }
        Wishes.put(sql, wish);
        built.publish(sql);
        History.forgetRefusal(sql, wanting.plugin());
        History.note(sql, info, wanting.deed(), wanting.reason(), wanting.account());
        if (caller != null) {
            publication.published(sql, change, caller);
        }
        tried.set(built.numbered(Wishes.number(sql)));
        return true;
    }

    /** @throws PluginRefused when the plugin itself would not run, or a problem when another one would not run any more */
    private PluginInfo demandSound(Built built, Wish wish, Wanting wanting) {
        String plugin = wanting.plugin();
        PluginInfo info = built.info(plugin)
                .orElseThrow(() -> Problem.notFound("There is no plugin '" + plugin + "'; see the list of plugins."));
        if (wish.enabled() && !built.runs(plugin)) {
            throw new PluginRefused(info);
        }
        List<PointerError> broken = current.loading().started().keySet().stream()
                .filter(other -> !other.equals(plugin) && !built.runs(other))
                .map(other -> new PointerError("/plugins/" + other, why(built, other)))
                .toList();
        if (!broken.isEmpty() && wanting.caller() != null) {
            throw new Problem(
                    409,
                    "Conflict",
                    "Other plugins would not run any more: " + broken.getFirst().detail(),
                    broken);
        }
        return info;
    }

    private static String why(Built built, String plugin) {
        return built.faults(plugin).stream()
                .findFirst()
                .map(fault -> plugin + ": " + fault.message() + " " + fault.remedy())
                .orElse(plugin);
    }

    private void take(Built next) {
        current = next;
        List<PluginRuntime> former = workshop.take(next);
        registry.exchange(next.state());
        retirement.retire(former);
    }

    /** What this would come to, whoever runs; nothing is stored or taken, and whoever asks lets it go. */
    Built attempt(Step step) {
        lock.lock();
        try {
            AtomicReference<Built> built = new AtomicReference<>();
            try {
                database.inTransaction(sql -> {
                    Wanted wanted = Wishes.read(sql);
                    built.set(workshop.build(sql, wanted.with(step.take(sql, wanted))));
                    throw new FoundOut();
                });
            } catch (FoundOut done) {
                return built.get();
            }
            throw new IllegalStateException("an attempt was stored");
        } finally {
            lock.unlock();
        }
    }

    /** What was tried is needed no more. */
    void letGo(Built tried) {
        lock.lock();
        try {
            tried.code().discard();
        } finally {
            lock.unlock();
        }
    }

    /** Makes it so here what another node, or a change of this one that failed at the last moment, has stored. */
    void follow() {
        lock.lock();
        try {
            if (Wishes.number(database) != current.wanted().number()) {
                take(workshop.build(database, Wishes.read(database)));
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            retirement.close();
            workshop.close();
        } finally {
            lock.unlock();
        }
    }
}
