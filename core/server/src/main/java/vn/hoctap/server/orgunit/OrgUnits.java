package vn.hoctap.server.orgunit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Audit;
import vn.hoctap.server.audit.Deed;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.subject.Unjudged;

/**
 * All organisational units, kept in memory as one immutable tree. Each brings its own subject: a place its community, an
 * organisation its working unit. Safe for use from any thread.
 */
public final class OrgUnits {
    private final Database database;
    private final Clock clock;
    private final AtomicLong readings = new AtomicLong();
    private final AtomicReference<@Nullable Read> latest = new AtomicReference<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** @param number of the reading; a later one sees all that an earlier one saw */
    private record Read(long number, OrgTree tree) {
        static Read later(@Nullable Read one, Read other) {
            if (one == null) {
                return other;
            }
            // What others have worked out with the tree holds on as long as nothing is different.
            return one.number > other.number || one.tree.same(other.tree) ? one : other;
        }
    }

    /** @param clock its zone says which day is today */
    public OrgUnits(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** As of today. To be asked for anew each time, for tomorrow it may be another one. */
    public OrgTree tree() {
        Read known = latest.get();
        return known == null || !known.tree().day().equals(today()) ? reload() : known.tree();
    }

    /**
     * Reads the tree again, after somebody else has changed it. An older reading never takes the place of a newer one; that
     * is settled by number and not by a lock, because a request that waits for a lock keeps those from going on that share
     * its context, and one of them may hold it.
     */
    public OrgTree reload() {
        long number = readings.incrementAndGet();
        Read read = new Read(number, new OrgUnitRows(database).tree(today()));
        Read before = latest.getAndAccumulate(read, (known, now) -> Read.later(known, Objects.requireNonNull(now)));
        OrgTree tree = Read.later(before, read).tree();
        if (before != null && !before.tree().same(tree)) {
            listeners.forEach(Runnable::run);
        }
        return tree;
    }

    /** Told after the tree has become another one, also because a day has begun. Must not block for long. */
    public void whenChanged(Runnable listener) {
        listeners.add(listener);
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    /**
     * All or none, each after its parent.
     *
     * @throws Problem 400 when a parent or successor is unknown, 409 when an id is known already
     */
    public void create(Collection<OrgUnit> units, String by) {
        changing(sql -> {
            TreeChange change = new TreeChange(sql, new OrgUnitRows(sql).lock(today()));
            units.forEach(change::create);
            if (!by.equals(Act.HOCTAP)) {
                units.forEach(
                        unit -> Audit.write(sql, Act.of(by, Deed.UNIT_CHANGED).on(unit.id())));
            }
            return units;
        });
    }

    /** The same from today on. */
    public Changed change(String id, UnaryOperator<OrgUnit> change, String by) {
        return change(id, change, Optional.of(today()), by);
    }

    /**
     * A unit takes everything below it along when it moves.
     *
     * @param since from which day on it hangs under its new parent; empty: it never hung elsewhere
     * @throws Problem 404 when there is no such unit, 400 when a parent or successor is unknown or below the unit itself
     */
    Changed change(String id, UnaryOperator<OrgUnit> change, Optional<LocalDate> since, String by) {
        return changing(sql -> {
            OrgTree known = new OrgUnitRows(sql).lock(today());
            OrgUnit before = known.find(id).orElseThrow(() -> Problem.notFound("There is no unit " + id + "."));
            OrgUnit after = change.apply(before);
            TreeChange tree = new TreeChange(sql, known);
            tree.update(before, after, since);
            Changed both = Changed.of(id, known, tree.tree());
            new Unjudged(sql).markIn(both.concerned());
            Audit.write(sql, Act.of(by, Deed.UNIT_CHANGED).on(id).noting(both.fields()));
            return both;
        });
    }

    /** Changes the tree in one transaction, and reads it anew after that. */
    <T> T changing(Function<Sql, T> work) {
        T done = database.inTransaction(work);
        reload();
        return done;
    }
}
