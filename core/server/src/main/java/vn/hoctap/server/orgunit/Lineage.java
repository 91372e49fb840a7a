package vn.hoctap.server.orgunit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who hung under whom when, and who took whose place. Immutable. */
final class Lineage {
    private final Map<String, OrgUnit> units = new HashMap<>();
    private final Hangings hangings;
    private final Map<String, List<OrgUnit>> predecessors = new HashMap<>();

    /** @param hangings nobody changes them any more */
    Lineage(Collection<OrgUnit> units, Hangings hangings) {
        this.hangings = hangings;
        for (OrgUnit unit : units) {
            this.units.put(unit.id(), unit);
            unit.successors()
                    .forEach(heir -> predecessors
                            .computeIfAbsent(heir, id -> new ArrayList<>())
                            .add(unit));
        }
    }

    Optional<OrgUnit> find(String id) {
        return Optional.ofNullable(units.get(id));
    }

    Hangings hangings() {
        return hangings;
    }

    List<OrgUnit> predecessors(String unit) {
        return predecessors.getOrDefault(unit, List.of());
    }

    /** What has become of the unit by that day: itself, or those that took its place. */
    List<String> heirs(String unit, LocalDate date) {
        if (heir(unit, date) == null) {
            return List.of(unit);
        }
        Set<String> heirs = new LinkedHashSet<>();
        collect(unit, date, new LinkedHashSet<>(), heirs);
        return List.copyOf(heirs);
    }

    private void collect(String unit, LocalDate date, Set<String> seen, Set<String> heirs) {
        OrgUnit found = units.get(unit);
        if (found == null || !found.ended(date) || found.successors().isEmpty()) {
            heirs.add(unit);
        } else if (seen.add(unit)) {
            found.successors().forEach(heir -> collect(heir, date, seen, heirs));
        }
    }

    /** The first of those that took its place; null: it is there, or nobody did. */
    private @Nullable String heir(String unit, LocalDate date) {
        OrgUnit found = units.get(unit);
        return found == null || !found.ended(date) || found.successors().isEmpty()
                ? null
                : found.successors().getFirst();
    }

    private boolean ended(String unit, LocalDate date) {
        OrgUnit found = units.get(unit);
        return found != null && found.ended(date);
    }

    List<String> chain(String unit, LocalDate date) {
        List<String> chain = new ArrayList<>();
        Set<String> passed = new LinkedHashSet<>();
        for (String id = unit; id != null && passed.add(id); ) {
            String heir = heir(id, date);
            if (heir != null) {
                id = heir;
                continue;
            }
            if (chain.isEmpty() || !ended(id, date)) {
                chain.add(id);
            }
            id = hangings.parent(id, date);
        }
        return chain.isEmpty() ? List.of(unit) : chain;
    }

    /** All days on which the chain of the unit, whether it is there, or whose place somebody in it has taken, may become another. */
    NavigableSet<LocalDate> turns(String unit) {
        Set<String> concerned = new LinkedHashSet<>(List.of(unit));
        List<String> open = new ArrayList<>(concerned);
        NavigableSet<LocalDate> turns = new TreeSet<>();
        for (int i = 0; i < open.size(); i++) {
            String id = open.get(i);
            hangings.of(id).forEach(hanging -> turns.add(hanging.from()));
            Stream<@Nullable LocalDate> held = Stream.concat(
                    find(id).stream().map(OrgUnit::from),
                    Stream.concat(find(id).stream(), predecessors(id).stream()).map(OrgUnit::to));
            held.filter(Objects::nonNull).forEach(turns::add);
            Stream<@Nullable String> next = Stream.concat(
                    hangings.of(id).stream().map(Hanging::parent),
                    find(id).stream().flatMap(found -> found.successors().stream()));
            next.filter(Objects::nonNull).filter(concerned::add).forEach(open::add);
        }
        return turns;
    }
}
