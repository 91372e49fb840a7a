package vn.hoctap.server.orgunit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The tree of one day while it is being rebuilt in thought. */
final class Ground {
    private final LocalDate day;
    private final Map<String, OrgUnit> units = new HashMap<>();
    private final Hangings hangings;
    private final Map<String, Set<String>> children = new HashMap<>();
    private final Map<String, Hanging> moved = new LinkedHashMap<>();

    Ground(OrgTree tree, LocalDate day) {
        this.day = day;
        this.hangings = new Hangings(tree.hangings().all().toList());
        tree.units().forEach(this::put);
        tree.units().forEach(unit -> nest(unit.id(), parent(unit.id())));
    }

    Optional<OrgUnit> find(String id) {
        return Optional.ofNullable(units.get(id));
    }

    void put(OrgUnit unit) {
        units.put(unit.id(), unit);
    }

    @Nullable
    String parent(String unit) {
        return hangings.parent(unit, day);
    }

    /** Those that are there on the day, in the order of their ids. */
    List<String> children(String unit) {
        return children.getOrDefault(unit, Set.of()).stream()
                .filter(child -> find(child).filter(found -> found.holds(day)).isPresent())
                .toList();
    }

    /** Nothing moves that hangs there already. */
    void hang(Hanging hanging) {
        String before = parent(hanging.unit());
        boolean fresh = hangings.of(hanging.unit()).isEmpty();
        if (!fresh && Objects.equals(before, hanging.parent())) {
            return;
        }
        if (before != null) {
            children.getOrDefault(before, new TreeSet<>()).remove(hanging.unit());
        }
        nest(hanging.unit(), hanging.parent());
        hangings.put(hanging);
        if (!fresh) {
            moved.put(hanging.unit(), hanging);
        }
    }

    private void nest(String unit, @Nullable String parent) {
        if (parent != null) {
            children.computeIfAbsent(parent, id -> new TreeSet<>()).add(unit);
        }
    }

    /** What hangs elsewhere from the day on. */
    List<Hanging> moved() {
        return List.copyOf(moved.values());
    }

    /** A unit that would hang below itself, on the day or on a later one. */
    Optional<String> loop() {
        List<LocalDate> days = new ArrayList<>(hangings.all()
                .map(Hanging::from)
                .filter(from -> from.isAfter(day))
                .distinct()
                .toList());
        days.add(day);
        return moved.keySet().stream()
                .filter(unit -> days.stream().anyMatch(on -> loops(unit, on)))
                .findFirst();
    }

    private boolean loops(String unit, LocalDate on) {
        Set<String> passed = new HashSet<>();
        for (String id = hangings.parent(unit, on); id != null && passed.add(id); id = hangings.parent(id, on)) {
            if (id.equals(unit)) {
                return true;
            }
        }
        return false;
    }

    /** As it stands on the day. */
    OrgTree tree() {
        return new OrgTree(units.values(), new Hangings(hangings.all().toList()), day);
    }
}
