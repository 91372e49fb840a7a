package vn.hoctap.server.programme;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Pipeline;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.programme.RollupRows.Cell;
import vn.hoctap.server.programme.RollupRows.Counted;

/**
 * Counts a page of subjects anew and applies what is different from before, in one transaction: a repeat changes nothing,
 * and the row of a province is written once, however many of its people move.
 */
final class RollupPage {
    private static final Logger LOG = LoggerFactory.getLogger(RollupPage.class);

    private static final Duration AGAIN = Duration.ofMinutes(5);

    private final Census.Sources sources;
    private final Census census;
    private final Map<Long, Integer> urgencies;
    private final FigureNumbers numbers;
    private final Map<Cell, Long> moves = new TreeMap<>();
    private final Map<Cell, Long> paced = new TreeMap<>();
    private final Set<Long> turned = new HashSet<>();

    private RollupPage(Census.Sources sources, Map<Long, Integer> urgencies, FigureNumbers numbers) {
        this.sources = sources;
        this.census = Census.of(sources, urgencies.keySet());
        this.urgencies = urgencies;
        this.numbers = numbers;
    }

    /** @param urgencies of the subjects, by their keys */
    static void count(Census.Sources sources, Map<Long, Integer> urgencies, FigureNumbers numbers) {
        new RollupPage(sources, urgencies, numbers).count();
    }

    private void count() {
        Sql sql = sources.sql();
        Map<Long, Map<Integer, Tally<String>>> named = named();
        Map<String, Integer> known = numbers.of(names(named));
        Set<Integer> paceable = paceable(known);
        Map<Long, Map<Integer, Tally<Integer>>> before = RollupRows.counted(sql, urgencies.keySet());
        List<Counted> changed = new ArrayList<>();
        named.forEach((subject, tallies) -> {
            for (int cycle : sources.cycles()) {
                Tally<Integer> old = before.getOrDefault(subject, Map.of()).getOrDefault(cycle, Tally.nothing());
                Tally<Integer> now = tallies.getOrDefault(cycle, Tally.noName()).numbered(known::get);
                if (!now.equals(old)) {
                    changed.add(new Counted(subject, cycle, now));
                    move(subject, cycle, old, now, paceable);
                }
            }
        });
        moves.values().removeIf(move -> move == 0);
        paced.values().removeIf(move -> move == 0);
        // From here on it writes, in one go: what it has written is locked until the end.
        Pipeline writing = new Pipeline(sql);
        RollupRows.take(writing, urgencies.keySet());
        RollupRows.put(writing, changed);
        RollupRows.move(writing, moves);
        RollupRows.pace(writing, LocalDate.ofInstant(sources.now(), Counting.CYCLE.zone()), paced);
        due(writing, named.keySet());
        members(writing);
        writing.await();
    }

    /** Whom something keeps from being counted stays counted as he was. */
    private Map<Long, Map<Integer, Tally<String>>> named() {
        Map<Long, Map<Integer, Tally<String>>> named = new TreeMap<>();
        for (long subject : urgencies.keySet()) {
            Somebody somebody = census.people().get(subject);
            try {
                Map<Integer, Tally<String>> tallies = new HashMap<>();
                if (somebody != null) {
                    for (int cycle : sources.cycles()) {
                        tallies.put(cycle, Counting.of(sources.programmes(), census, somebody, cycle));
                    }
                }
                named.put(subject, tallies);
            } catch (RuntimeException | LinkageError failure) {
                LOG.error("The subject with key {} cannot be counted and stays as it was", subject, failure);
            }
        }
        return named;
    }

    private static Set<String> names(Map<Long, Map<Integer, Tally<String>>> named) {
        Set<String> names = new HashSet<>();
        named.values()
                .forEach(tallies -> tallies.values()
                        .forEach(tally -> names.addAll(tally.figures().keySet())));
        return names;
    }

    private static Set<Integer> paceable(Map<String, Integer> known) {
        Set<Integer> paceable = new HashSet<>();
        known.forEach((name, number) -> {
            if (Figures.isPaced(name)) {
                paceable.add(number);
            }
        });
        return paceable;
    }

    private void move(long subject, int cycle, Tally<Integer> old, Tally<Integer> now, Set<Integer> paceable) {
        if (old.learning() != now.learning()) {
            turned.add(subject);
        }
        Map<Cell, Long> by = new HashMap<>();
        now.figures()
                .forEach((figure, units) ->
                        units.forEach(unit -> by.merge(new Cell(unit, cycle, figure), 1L, Long::sum)));
        old.figures()
                .forEach((figure, units) ->
                        units.forEach(unit -> by.merge(new Cell(unit, cycle, figure), -1L, Long::sum)));
        boolean pace = urgencies.getOrDefault(subject, RollupRows.SWEPT) != RollupRows.SWEPT;
        by.forEach((cell, move) -> {
            if (move != 0) {
                moves.merge(cell, move, Long::sum);
                if (pace && paceable.contains(cell.figure())) {
                    paced.merge(cell, move, Long::sum);
                }
            }
        });
    }

    private void due(Pipeline sql, Collection<Long> subjects) {
        Map<Long, Instant> due = new HashMap<>();
        for (long subject : subjects) {
            Somebody somebody = census.people().get(subject);
            if (somebody != null) {
                Ahead.of(census, somebody).ifPresent(moment -> due.put(subject, moment));
            }
        }
        // Whoever could not be counted is tried again later.
        urgencies.keySet().stream()
                .filter(subject -> !subjects.contains(subject))
                .forEach(subject -> due.put(subject, sources.now().plus(AGAIN)));
        RollupRows.due(sql, urgencies.keySet(), due);
    }

    /** Members of a collective that holds a title now, or does so no more, belong to other segments than before. */
    private void members(Pipeline sql) {
        Set<String> units = new HashSet<>();
        List<Long> collectives = new ArrayList<>();
        for (long subject : turned) {
            Somebody somebody = census.people().get(subject);
            String unit = somebody == null ? null : somebody.history().orgUnit();
            if (unit == null) {
                collectives.add(subject);
            } else {
                units.addAll(everIn(unit));
            }
        }
        if (!collectives.isEmpty()) {
            RollupRows.pendMembers(sql, collectives);
        }
        if (!units.isEmpty()) {
            RollupRows.pendIn(sql, units);
        }
    }

    private Set<String> everIn(String unit) {
        Set<String> units = new HashSet<>(census.tree().below(unit));
        for (int cycle : sources.cycles()) {
            LocalDate day = Counting.CYCLE.stateDate(cycle, sources.now());
            units.addAll(census.tree().under(unit, day));
        }
        return units;
    }
}
