package vn.hoctap.server.orgunit;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.subject.UnitSubjects;

/** Changes the tree inside a transaction that holds its lock, unit by unit. */
final class TreeChange {
    private final Sql sql;
    private final OrgUnitRows rows;
    private final LocalDate today;
    private final Map<String, OrgUnit> units = new HashMap<>();
    private final Hangings hangings;

    TreeChange(Sql sql, OrgTree tree) {
        this.sql = sql;
        this.rows = new OrgUnitRows(sql);
        this.today = tree.day();
        tree.units().forEach(unit -> units.put(unit.id(), unit));
        this.hangings = new Hangings(tree.hangings().all().toList());
    }

    /** As it is by now. To be asked for once, when all is changed. */
    OrgTree tree() {
        return new OrgTree(units.values(), hangings, today);
    }

    /** @throws Problem 400 when a parent or successor is unknown, 409 when the id is known already */
    void create(OrgUnit unit) {
        if (units.containsKey(unit.id())) {
            throw Problem.conflict("/id", "There is already a unit " + unit.id() + "; send PATCH to change it.");
        }
        requireKnown(unit);
        units.put(unit.id(), unit);
        hangings.put(new Hanging(unit.id(), Hanging.EVER, unit.parent()));
        rows.insert(unit);
        UnitSubjects.create(sql, unit.id(), unit.kind().subject(), unit.name());
    }

    /**
     * @param since from which day on it hangs under its new parent; empty: it never hung elsewhere
     * @throws Problem 400 when a parent or successor is unknown or below the unit itself
     */
    void update(OrgUnit before, OrgUnit after, Optional<LocalDate> since) {
        requireKnown(after);
        if (before.kind().subject() != after.kind().subject()) {
            throw Problem.invalid("/kind", "A place cannot become an organisation, nor the other way round.");
        }
        units.put(after.id(), after);
        rows.update(after);
        hang(after.id(), after.parent(), since);
        if (!before.name().equals(after.name())) {
            UnitSubjects.rename(sql, before.id(), after.name());
        }
    }

    /** Does what was planned on this tree. */
    void apply(Plan plan) {
        plan.created().forEach(this::create);
        plan.changed().forEach(unit -> {
            units.put(unit.id(), unit);
            rows.update(unit);
        });
        plan.hangings().forEach(hanging -> {
            hangings.put(hanging);
            rows.hang(hanging);
        });
    }

    private void hang(String unit, @Nullable String parent, Optional<LocalDate> since) {
        if (since.isEmpty()) {
            hangings.forget(unit);
            hangings.put(new Hanging(unit, Hanging.EVER, parent));
            rows.hangForEver(unit, parent);
        } else if (!Objects.equals(hangings.parent(unit, since.get()), parent)) {
            Hanging hanging = new Hanging(unit, since.get(), parent);
            hangings.put(hanging);
            rows.hang(hanging);
        }
        requireNoLoop(unit, parent);
    }

    /** On no day a unit hangs below itself. What one unit's change can close is a loop that goes through it. */
    private void requireNoLoop(String unit, @Nullable String parent) {
        List<LocalDate> days = hangings.all().map(Hanging::from).distinct().toList();
        for (LocalDate day : days) {
            Set<String> passed = new HashSet<>();
            for (String id = hangings.parent(unit, day); id != null && passed.add(id); id = hangings.parent(id, day)) {
                if (id.equals(unit)) {
                    throw Problem.invalid("/parent", parent + " is this unit itself or below it.");
                }
            }
        }
    }

    private void requireKnown(OrgUnit unit) {
        if (unit.parent() != null && !units.containsKey(unit.parent())) {
            throw Problem.invalid("/parent", "There is no unit " + unit.parent() + ".");
        }
        for (int i = 0; i < unit.successors().size(); i++) {
            String successor = unit.successors().get(i);
            if (!units.containsKey(successor) || successor.equals(unit.id())) {
                throw Problem.invalid("/successors/" + i, "There is no other unit " + successor + ".");
            }
        }
    }
}
