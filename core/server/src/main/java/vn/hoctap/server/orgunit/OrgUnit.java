package vn.hoctap.server.orgunit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place or workplace.
 *
 * @param parent null at the top of the tree; of a unit that was read: on the day for which the tree was asked
 * @param from null: since ever
 * @param to the first day on which it is no more; null: it goes on
 * @param successors the units that took its place
 * @param attributes for everybody in it: text, exact numbers, booleans
 */
public record OrgUnit(
        String id,
        OrgUnitKind kind,
        String name,
        @Nullable String parent,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        List<String> successors,
        Map<String, Object> attributes) {

    public OrgUnit {
        successors = List.copyOf(successors);
        attributes = Map.copyOf(attributes);
    }

    public static OrgUnit of(String id, OrgUnitKind kind, String name, @Nullable String parent) {
        return new OrgUnit(id, kind, name, parent, null, null, List.of(), Map.of());
    }

    public OrgUnit with(Map<String, Object> newAttributes) {
        return new OrgUnit(id, kind, name, parent, from, to, successors, newAttributes);
    }

    public OrgUnit under(@Nullable String newParent) {
        return new OrgUnit(id, kind, name, newParent, from, to, successors, attributes);
    }

    public OrgUnit until(@Nullable LocalDate end) {
        return new OrgUnit(id, kind, name, parent, from, end, successors, attributes);
    }

    OrgUnit becoming(LocalDate end, List<String> heirs) {
        return new OrgUnit(id, kind, name, parent, from, end, heirs, attributes);
    }

    /** Whether it is there on that day. */
    public boolean holds(LocalDate date) {
        return (from == null || !date.isBefore(from)) && !ended(date);
    }

    boolean ended(LocalDate date) {
        return to != null && !date.isBefore(to);
    }
}
