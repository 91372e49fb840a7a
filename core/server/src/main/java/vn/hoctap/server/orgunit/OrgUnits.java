package vn.hoctap.server.orgunit;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Audit;
import vn.hoctap.server.audit.Deed;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.subject.UnitSubjects;
import vn.hoctap.server.subject.Unjudged;

/**
 * All organisational units, kept in memory as one immutable tree. Each brings its own subject: a place its community, an
 * organisation its working unit. Safe for use from any thread.
 */
public final class OrgUnits {

    /** A unit before and after a change. */
    public record Changed(OrgUnit before, OrgUnit after) {

        /** Whether judgements of people in it may turn out differently. */
        boolean mattersToJudgement() {
            return !before.attributes().equals(after.attributes())
                    || !Objects.equals(before.parent(), after.parent())
                    || !Objects.equals(before.to(), after.to());
        }

        /** The names of those that differ. */
        private String fields() {
            return OrgUnitApi.json(before).entrySet().stream()
                    .filter(field -> !Objects.equals(
                            field.getValue(), OrgUnitApi.json(after).get(field.getKey())))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.joining(" "));
        }
    }

    private final Database database;
    private final AtomicLong readings = new AtomicLong();
    private final AtomicReference<@Nullable Read> latest = new AtomicReference<>();

    /** @param number of the reading; a later one sees all that an earlier one saw */
    private record Read(long number, OrgTree tree) {
        static Read later(@Nullable Read one, Read other) {
            if (one == null) {
                return other;
            }
            // What others have worked out with the tree holds on as long as nothing is different.
            return one.number > other.number || one.tree.units().equals(other.tree.units()) ? one : other;
        }
    }

    public OrgUnits(Database database) {
        this.database = database;
    }

    public OrgTree tree() {
        Read known = latest.get();
        return known == null ? reload() : known.tree();
    }

    /**
     * Reads the tree again, after somebody else has changed it. An older reading never takes the place of a newer one; that
     * is settled by number and not by a lock, because a request that waits for a lock keeps those from going on that share
     * its context, and one of them may hold it.
     */
    public OrgTree reload() {
        long number = readings.incrementAndGet();
        Read read = new Read(number, new OrgUnitRows(database).tree());
        return Objects.requireNonNull(
                        latest.accumulateAndGet(read, (before, now) -> Read.later(before, Objects.requireNonNull(now))))
                .tree();
    }

    /**
     * All or none, each after its parent.
     *
     * @throws Problem 400 when a parent or successor is unknown, 409 when an id is known already
     */
    public void create(Collection<OrgUnit> units, String by) {
        database.inTransaction(sql -> {
            Map<String, String> paths = new OrgUnitRows(sql).lock().paths();
            units.forEach(unit -> insert(sql, paths, unit));
            if (!by.equals(Act.HOCTAP)) {
                units.forEach(
                        unit -> Audit.write(sql, Act.of(by, Deed.UNIT_CHANGED).on(unit.id())));
            }
            return paths;
        });
        reload();
    }

    private static void insert(Sql sql, Map<String, String> paths, OrgUnit unit) {
        requireKnown(paths.keySet(), unit);
        String path = (unit.parent() == null ? "/" : paths.get(unit.parent())) + unit.id() + "/";
        if (paths.putIfAbsent(unit.id(), path) != null) {
            throw Problem.conflict("/id", "There is already a unit " + unit.id() + "; send PATCH to change it.");
        }
        new OrgUnitRows(sql).insert(unit, path);
        UnitSubjects.create(sql, unit.id(), unit.kind().subject(), unit.name());
    }

    /**
     * A unit takes everything below it along when it moves.
     *
     * @throws Problem 404 when there is no such unit, 400 when a parent or successor is unknown or below the unit itself
     */
    public Changed change(String id, UnaryOperator<OrgUnit> change, String by) {
        Changed changed = database.inTransaction(sql -> {
            OrgTree known = new OrgUnitRows(sql).lock();
            OrgUnit before = known.find(id).orElseThrow(() -> Problem.notFound("There is no unit " + id + "."));
            OrgUnit after = change.apply(before);
            update(sql, known, before, after);
            Changed both = new Changed(before, after);
            if (both.mattersToJudgement()) {
                new Unjudged(sql).markIn(known.below(id));
            }
            Audit.write(sql, Act.of(by, Deed.UNIT_CHANGED).on(id).noting(both.fields()));
            return both;
        });
        reload();
        return changed;
    }

    private static void update(Sql sql, OrgTree tree, OrgUnit before, OrgUnit after) {
        requireKnown(tree.paths().keySet(), after);
        String parent = after.parent();
        if (parent != null && tree.within(parent, before.id())) {
            throw Problem.invalid("/parent", parent + " is this unit itself or below it.");
        }
        if (before.kind().subject() != after.kind().subject()) {
            throw Problem.invalid("/kind", "A place cannot become an organisation, nor the other way round.");
        }
        OrgUnitRows rows = new OrgUnitRows(sql);
        rows.update(after);
        if (!Objects.equals(before.parent(), parent)) {
            rows.move(tree.path(before.id()), (parent == null ? "/" : tree.path(parent)) + before.id() + "/");
        }
        if (!before.name().equals(after.name())) {
            UnitSubjects.rename(sql, before.id(), after.name());
        }
    }

    private static void requireKnown(Set<String> known, OrgUnit unit) {
        if (unit.parent() != null && !known.contains(unit.parent())) {
            throw Problem.invalid("/parent", "There is no unit " + unit.parent() + ".");
        }
        for (int i = 0; i < unit.successors().size(); i++) {
            if (!known.contains(unit.successors().get(i))) {
                throw Problem.invalid(
                        "/successors/" + i,
                        "There is no unit " + unit.successors().get(i) + ".");
            }
        }
    }
}
