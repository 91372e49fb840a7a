package vn.hoctap.server.orgunit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import vn.hoctap.server.subject.UnitTree;

/**
 * All organisational units and how they hang together, on every day; where nothing is said of a day, it is the day for which
 * this tree was made. Immutable, safe for use from any thread.
 *
 * <p>A unit that has ended stands in nobody's way: what hangs under it belongs to the first of its successors, or, where it
 * has none, to the unit above it. It itself, with all that is kept of it, is in the care of its successors.
 */
public final class OrgTree implements UnitTree {
    private final LocalDate today;
    private final List<OrgUnit> units;
    private final Lineage lineage;
    private final Map<String, List<String>> above = new HashMap<>();
    private final Map<String, List<String>> beneath = new HashMap<>();
    private final Map<String, NavigableSet<LocalDate>> turns = new ConcurrentHashMap<>();
    private final Map<LocalDate, Map<String, List<String>>> under = new ConcurrentHashMap<>();

    /** @param units with any parents; what they are today follows from {@code hangings} */
    OrgTree(Collection<OrgUnit> units, Hangings hangings, LocalDate today) {
        this.today = today;
        this.lineage = new Lineage(units, hangings);
        this.units = units.stream()
                .sorted(Comparator.comparing(OrgUnit::id))
                .map(unit -> unit.under(hangings.parent(unit.id(), today)))
                .toList();
        for (OrgUnit unit : this.units) {
            List<String> carers = carers(unit.id());
            above.put(unit.id(), carers);
            carers.forEach(carer ->
                    beneath.computeIfAbsent(carer, id -> new ArrayList<>()).add(unit.id()));
        }
    }

    private List<String> carers(String unit) {
        List<String> heirs = lineage.heirs(unit, today);
        if (!heirs.equals(List.of(unit))) {
            return heirs;
        }
        return chain(unit, today).stream().skip(1).limit(1).toList();
    }

    /** For which day it was made. */
    LocalDate day() {
        return today;
    }

    /** In the order of their ids. */
    public List<OrgUnit> units() {
        return units;
    }

    public Optional<OrgUnit> find(String id) {
        return lineage.find(id).map(unit -> unit.under(hangings().parent(id, today)));
    }

    /** The units right below this one that have not ended, in the order of their ids. */
    public List<OrgUnit> children(String id) {
        return beneath.getOrDefault(id, List.of()).stream()
                .flatMap(child -> find(child).stream())
                .filter(child -> !child.ended(today))
                .toList();
    }

    /** Is it that unit or one below it? */
    public boolean within(String unit, String ancestor) {
        return path(unit).contains("/" + ancestor + "/");
    }

    @Override
    public boolean knows(String unit) {
        return lineage.find(unit).isPresent();
    }

    @Override
    public boolean holds(String unit, LocalDate date) {
        return lineage.find(unit).filter(found -> found.holds(date)).isPresent();
    }

    /** Of an ended unit all who care for it are in its path, one after the other. */
    @Override
    public String path(String unit) {
        List<String> ids = new ArrayList<>();
        climb(unit, ids);
        return "/" + String.join("/", ids.reversed()) + "/";
    }

    private void climb(String unit, List<String> ids) {
        if (!ids.contains(unit)) {
            ids.add(unit);
            above.getOrDefault(unit, List.of()).reversed().forEach(carer -> climb(carer, ids));
        }
    }

    /** Those that have ended and are in the care of one of them are among them. */
    @Override
    public List<String> below(String unit) {
        Set<String> seen = new LinkedHashSet<>();
        List<String> below = new ArrayList<>();
        if (knows(unit)) {
            seen.add(unit);
            below.add(unit);
        }
        for (int i = 0; i < below.size(); i++) {
            beneath.getOrDefault(below.get(i), List.of()).stream()
                    .filter(seen::add)
                    .forEach(below::add);
        }
        return below;
    }

    /** The unit and all below it that were there on that day, as they hung together then. */
    public List<String> below(String unit, LocalDate date) {
        return units.stream()
                .filter(each -> each.holds(date) && chain(each.id(), date).contains(unit))
                .map(OrgUnit::id)
                .toList();
    }

    /** Worked out for all units at once: who asks for one asks for many, and for few days. */
    @Override
    public List<String> under(String unit, LocalDate date) {
        return under.computeIfAbsent(date, this::under).getOrDefault(unit, List.of());
    }

    private Map<String, List<String>> under(LocalDate date) {
        Map<String, List<String>> all = new HashMap<>();
        for (OrgUnit unit : units) {
            chain(unit.id(), date)
                    .forEach(above ->
                            all.computeIfAbsent(above, id -> new ArrayList<>()).add(unit.id()));
        }
        all.replaceAll((id, units) -> List.copyOf(units));
        return all;
    }

    /**
     * A unit above that had ended by then is passed over: nobody was in it any more. A unit that had ended itself gives way
     * to the first of its successors.
     */
    @Override
    public List<String> chain(String unit, LocalDate date) {
        return lineage.chain(unit, date);
    }

    /** Possibly too early, never too late. */
    @Override
    public Optional<LocalDate> chainChanges(String unit, LocalDate after) {
        return Optional.ofNullable(turns.computeIfAbsent(unit, lineage::turns).higher(after));
    }

    @Override
    public List<String> heirs(String unit, LocalDate date) {
        return lineage.heirs(unit, date);
    }

    @Override
    public List<String> heirs(String unit) {
        return heirs(unit, today);
    }

    @Override
    public Optional<String> kind(String unit) {
        return lineage.find(unit).map(found -> found.kind().slug());
    }

    @Override
    public Map<String, Object> attributes(String unit) {
        return lineage.find(unit).map(OrgUnit::attributes).orElse(Map.of());
    }

    /** From which day on it hangs where it does today; empty: since ever. */
    public Optional<LocalDate> parentSince(String unit) {
        return hangings().of(unit).stream()
                .map(Hanging::from)
                .filter(from -> !from.isAfter(today) && !from.equals(Hanging.EVER))
                .max(Comparator.naturalOrder());
    }

    /** The units whose place this one has taken, or is to take. */
    List<OrgUnit> predecessors(String unit) {
        return lineage.predecessors(unit);
    }

    Hangings hangings() {
        return lineage.hangings();
    }

    /** Whether both say the same of everything. */
    boolean same(OrgTree other) {
        return today.equals(other.today)
                && units.equals(other.units)
                && hangings().same(other.hangings());
    }
}
