package vn.hoctap.server.plugin;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
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

    /** Somebody else has changed what is wanted. */
    private static final class Moved extends RuntimeException {
        private static final long serialVersionUID = 1;

        Moved() {
            super(null, null, false, false);
        }
    }

    private static final int ATTEMPTS = 5;

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

    /**
     * Returns what holds then. All is built, which runs plugins' code, before anything is locked.
     *
     * @throws Problem 409 when others have changed something again and again meanwhile
     */
    Built change(Wanting wanting, Step step) {
        lock.lock();
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                follow();
                Built tried = rehearsed(wanting, step);
                if (tried == null) {
                    return current;
                }
                if (isStored(wanting, step, tried)) {
                    return current;
                }
            }
            throw new Problem(409, "Conflict", "Others change plugins at the same time; try again.", List.of());
        } finally {
            lock.unlock();
        }
    }

    /** False when somebody else has changed something since it was built. */
    private boolean isStored(Wanting wanting, Step step, Built tried) {
        Built stored;
        try {
            stored = database.inTransaction(sql -> store(sql, wanting, step, tried));
        } catch (Moved moved) {
            tried.code().discard();
            return false;
        } catch (Asked asked) {
            tried.code().discard();
            throw new Unsigned(asked.simulation.get());
        } catch (Throwable failure) {
            tried.code().discard();
            throw failure;
        }
        // From here on its code is in use, whatever fails.
        take(stored);
        others.run();
        publication.settled();
        return true;
    }

    private Built store(Sql sql, Wanting wanting, Step step, Built built) {
        Wanted wanted = Wishes.locked(sql);
        if (wanted.number() != built.wanted().number()) {
            throw new Moved();
        }
        Wish wish = step.take(sql, wanted);
        if (!wish.equals(built.wanted().of(wanting.plugin()))) {
            throw new Moved();
        }
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
        return built.numbered(Wishes.number(sql));
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
            return Objects.requireNonNull(built(step, (wanted, wish) -> false));
        } finally {
            lock.unlock();
        }
    }

    /** Null when everything is as wanted already. */
    private @Nullable Built rehearsed(Wanting wanting, Step step) {
        String plugin = wanting.plugin();
        return built(step, (wanted, wish) -> wish.equals(wanted.all().get(plugin)) || wish.equals(wanted.of(plugin)));
    }

    /** @param isSo whether nothing is to be built, because it is as wished */
    private @Nullable Built built(Step step, BiPredicate<Wanted, Wish> isSo) {
        AtomicReference<Built> built = new AtomicReference<>();
        try {
            database.inTransaction(sql -> {
                Wanted wanted = Wishes.read(sql);
                Wish wish = step.take(sql, wanted);
                if (!isSo.test(wanted, wish)) {
                    built.set(workshop.build(sql, wanted.with(wish)));
                }
                throw new FoundOut();
            });
        } catch (FoundOut done) {
            return built.get();
        }
        throw new IllegalStateException("an attempt was stored");
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
