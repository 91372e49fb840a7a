package vn.hoctap.server.programme;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.programme.Dashboard.Below;
import vn.hoctap.server.programme.Dashboard.HeldBack;
import vn.hoctap.server.programme.Dashboard.OfProgramme;
import vn.hoctap.server.programme.Dashboard.OfTarget;
import vn.hoctap.server.programme.Dashboard.OfTitle;

/**
 * Reads dashboards: some rows of a unit and of those right below it, however many people they have. Safe for use from any
 * thread.
 */
final class Dashboards {
    /** The pace is that of so many days. */
    static final int PACE_DAYS = 30;

    private final Sql sql;
    private final Supplier<Programmes> programmes;
    private final Supplier<OrgTree> tree;
    private final InstantSource clock;
    private volatile @Nullable Hanging hanging;

    Dashboards(Sql sql, Supplier<Programmes> programmes, Supplier<OrgTree> tree, InstantSource clock) {
        this.sql = sql;
        this.programmes = programmes;
        this.tree = tree;
        this.clock = clock;
    }

    OrgTree tree() {
        return tree.get();
    }

    Programmes programmes() {
        return programmes.get();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Counting.CYCLE.zone());
    }

    /** @param unit a known one, or {@link Counting#EVERYWHERE} */
    Dashboard of(String unit, int cycle) {
        Programmes known = programmes.get();
        OrgTree units = tree.get();
        LocalDate day = Counting.CYCLE.stateDate(cycle, clock.instant());
        Map<String, Long> figures = figures(List.of(unit), cycle).getOrDefault(unit, Map.of());
        Map<String, Long> moved = cycle >= today().getYear() ? moved(unit, cycle) : Map.of();
        List<String> chain = unit.equals(Counting.EVERYWHERE) ? List.of() : units.chain(unit, day);
        List<OfProgramme> held = known.holdingIn(chain, named -> units.heirs(named, day)).stream()
                .map(programme -> new OfProgramme(
                        programme,
                        programme.targets().stream()
                                .map(target -> target(target, figures, Optional.of(moved), cycle))
                                .toList()))
                .toList();
        Dashboard alone = new Dashboard(unit, cycle, isCounting(cycle), held, titles(known, figures), List.of());
        return new Dashboard(unit, cycle, alone.counting(), held, alone.titles(), below(unit, day, alone));
    }

    private OfTarget target(Target target, Map<String, Long> figures, Optional<Map<String, Long>> moved, int cycle) {
        String numerator = Figures.numerator(target.aim());
        Share share = new Share(
                figures.getOrDefault(numerator, 0L), figures.getOrDefault(Figures.denominator(target.aim()), 0L));
        Optional<Rational> pace = moved.filter(by -> cycle >= today().getYear())
                .map(by -> Rational.ratio(by.getOrDefault(numerator, 0L), PACE_DAYS));
        return new OfTarget(target, share, pace);
    }

    private boolean isCounting(int cycle) {
        return sql.first(
                        "select 1 from rollup_sweep where swept is not null"
                                + " or not exists (select 1 from rollup_cycle where cycle = $1) and $1 = $2",
                        cycle,
                        today().getYear())
                .isPresent();
    }

    private Map<String, Map<String, Long>> figures(Collection<String> units, int cycle) {
        Map<String, Map<String, Long>> figures = new HashMap<>();
        sql.rows(
                        "select r.unit, f.name, r.n from rollup r join rollup_figure f on f.id = r.figure"
                                + " where r.unit = any($1) and r.cycle = $2",
                        units.toArray(String[]::new),
                        cycle)
                .forEach(row -> figures.computeIfAbsent(row.getString("unit"), unit -> new HashMap<>())
                        .put(row.getString("name"), row.getLong("n")));
        return figures;
    }

    private Map<String, Long> moved(String unit, int cycle) {
        Map<String, Long> moved = new HashMap<>();
        sql.rows(
                        "select f.name, sum(d.moved)::bigint as moved from rollup_day d"
                                + " join rollup_figure f on f.id = d.figure"
                                + " where d.unit = $1 and d.cycle = $2 and d.day > $3 group by f.name",
                        unit,
                        cycle,
                        today().minusDays(PACE_DAYS))
                .forEach(row -> moved.put(row.getString("name"), row.getLong("moved")));
        return moved;
    }

    /** Of all sets that judge now, and of those by which somebody has been judged. */
    private static List<OfTitle> titles(Programmes programmes, Map<String, Long> figures) {
        Map<String, CriteriaSet> sets = programmes.sets();
        TreeSet<String> ids = new TreeSet<>(sets.keySet());
        ids.addAll(Figures.sets(figures.keySet()));
        List<OfTitle> titles = new ArrayList<>();
        for (String id : ids) {
            CriteriaSet set = sets.get(id);
            titles.add(new OfTitle(
                    id,
                    set == null ? id.replaceFirst("/.*", "") : set.awards(),
                    figures.getOrDefault(Figures.registered(id), 0L),
                    figures.getOrDefault(Figures.evaluated(id), 0L),
                    figures.getOrDefault(Figures.achieved(id), 0L),
                    heldBack(id, figures)));
        }
        return titles;
    }

    private static Map<String, Long> heldBack(String set, Map<String, Long> figures) {
        String prefix = Figures.heldBack(set, "");
        return figures.entrySet().stream()
                .filter(figure -> figure.getKey().startsWith(prefix) && figure.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .collect(Collectors.toMap(
                        figure -> figure.getKey().substring(prefix.length()),
                        Map.Entry::getValue,
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    private List<Below> below(String unit, LocalDate day, Dashboard above) {
        List<OrgUnit> units = children(unit, day);
        Map<String, Map<String, Long>> figures = units.isEmpty()
                ? Map.of()
                : figures(units.stream().map(OrgUnit::id).toList(), above.cycle());
        String title = above.main().map(main -> main.target().aim().title()).orElse("");
        return units.stream()
                .map(one -> below(one, figures.getOrDefault(one.id(), Map.of()), above, title))
                .sorted(Comparator.comparingLong((Below one) -> one.needed(above.cycle()))
                        .reversed()
                        .thenComparing(one -> one.unit().name()))
                .toList();
    }

    /** @param title of which people are counted; empty: of all */
    private Below below(OrgUnit unit, Map<String, Long> figures, Dashboard above, String title) {
        List<OfTitle> titles = above.titles().stream()
                .filter(one -> title.isEmpty() || one.title().equals(title))
                .toList();
        return new Below(
                unit,
                sum(titles.stream().map(one -> Figures.registered(one.set())), figures),
                sum(titles.stream().map(one -> Figures.evaluated(one.set())), figures),
                sum(titles.stream().map(one -> Figures.achieved(one.set())), figures),
                above.main().map(main -> target(main.target(), figures, Optional.empty(), above.cycle())),
                titles.stream()
                        .flatMap(one -> heldBack(one.set(), figures).entrySet().stream()
                                .limit(1)
                                .map(back -> new HeldBack(one.set(), back.getKey(), back.getValue())))
                        .max(Comparator.comparingLong(HeldBack::people)));
    }

    private static long sum(Stream<String> names, Map<String, Long> figures) {
        return names.mapToLong(name -> figures.getOrDefault(name, 0L)).sum();
    }

    /** What hangs right below each unit on a day; worked out once for each tree. */
    private record Hanging(OrgTree tree, Map<LocalDate, Map<String, List<OrgUnit>>> days) {}

    private List<OrgUnit> children(String unit, LocalDate day) {
        OrgTree units = tree.get();
        Hanging known = hanging;
        if (known == null || !known.tree().equals(units)) {
            known = new Hanging(units, new ConcurrentHashMap<>());
            hanging = known;
        }
        return known.days().computeIfAbsent(day, date -> hanging(units, date)).getOrDefault(unit, List.of());
    }

    private static Map<String, List<OrgUnit>> hanging(OrgTree units, LocalDate day) {
        Map<String, List<OrgUnit>> hanging = new HashMap<>();
        for (OrgUnit unit : units.units()) {
            if (units.holds(unit.id(), day)) {
                List<String> chain = units.chain(unit.id(), day);
                hanging.computeIfAbsent(
                                chain.size() > 1 ? chain.get(1) : Counting.EVERYWHERE, above -> new ArrayList<>())
                        .add(unit);
            }
        }
        return hanging;
    }
}
