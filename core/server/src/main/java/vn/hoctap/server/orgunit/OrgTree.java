package vn.hoctap.server.orgunit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.subject.UnitTree;

/** All organisational units as they hang together at one moment. Immutable. */
public final class OrgTree implements UnitTree {
    private final List<OrgUnit> units;
    private final Map<String, OrgUnit> byId = new HashMap<>();
    private final Map<String, List<OrgUnit>> children = new HashMap<>();

    OrgTree(Collection<OrgUnit> units) {
        this.units = units.stream().sorted(Comparator.comparing(OrgUnit::id)).toList();
        for (OrgUnit unit : this.units) {
            byId.put(unit.id(), unit);
            if (unit.parent() != null) {
                children.computeIfAbsent(unit.parent(), id -> new ArrayList<>()).add(unit);
            }
        }
    }

    /** In the order of their ids. */
    public List<OrgUnit> units() {
        return units;
    }

    public Optional<OrgUnit> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The units right below this one, in the order of their ids. */
    public List<OrgUnit> children(String id) {
        return List.copyOf(children.getOrDefault(id, List.of()));
    }

    /** Is it that unit or one below it? */
    public boolean within(String unit, String ancestor) {
        return path(unit).contains("/" + ancestor + "/");
    }

    @Override
    public boolean knows(String unit) {
        return byId.containsKey(unit);
    }

    @Override
    public String path(String unit) {
        StringBuilder path = new StringBuilder("/");
        for (String id = unit; id != null; id = parent(id)) {
            path.insert(0, "/" + id);
        }
        return path.toString();
    }

    /** The paths of all units by their ids, to be added to. */
    Map<String, String> paths() {
        Map<String, String> paths = new HashMap<>();
        units.forEach(unit -> paths.put(unit.id(), path(unit.id())));
        return paths;
    }

    @Override
    public List<String> below(String unit) {
        List<String> below = new ArrayList<>();
        if (knows(unit)) {
            below.add(unit);
        }
        for (int i = 0; i < below.size(); i++) {
            children.getOrDefault(below.get(i), List.of()).forEach(child -> below.add(child.id()));
        }
        return below;
    }

    /** A unit above that had ended by then is passed over: nobody was in it any more. */
    @Override
    public List<String> chain(String unit, LocalDate date) {
        List<String> chain = new ArrayList<>();
        chain.add(unit);
        for (String id = parent(unit); id != null; id = parent(id)) {
            if (find(id).filter(above -> above.ended(date)).isEmpty()) {
                chain.add(id);
            }
        }
        return chain;
    }

    @Override
    public Optional<LocalDate> chainChanges(String unit, LocalDate after) {
        List<LocalDate> ends = new ArrayList<>();
        for (String id = parent(unit); id != null; id = parent(id)) {
            find(id).map(OrgUnit::to).filter(end -> end.isAfter(after)).ifPresent(ends::add);
        }
        return ends.stream().min(Comparator.naturalOrder());
    }

    @Override
    public Map<String, Object> attributes(String unit) {
        OrgUnit known = byId.get(unit);
        return known == null ? Map.of() : known.attributes();
    }

    private @Nullable String parent(String id) {
        OrgUnit unit = byId.get(id);
        return unit == null ? null : unit.parent();
    }
}
