package vn.hoctap.server.programme;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import vn.hoctap.api.Fact;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.ledger.CountedFacts;
import vn.hoctap.server.ledger.Histories;
import vn.hoctap.server.ledger.Standings.Stood;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.programme.Somebody.Tie;
import vn.hoctap.server.title.Title;
import vn.hoctap.server.title.TitleRows;

/**
 * A page of subjects with all that their figures depend on, read in a few queries however many they are.
 *
 * @param titles of these subjects, and of the collectives to which they belong or have belonged
 * @param ties of these subjects, and of the families among their collectives
 * @param subjects of organisational units, by the units' ids
 */
record Census(
        Map<Long, Somebody> people,
        Map<Long, List<Title>> titles,
        Map<Long, List<Tie>> ties,
        Map<String, Long> subjects,
        OrgTree tree,
        Instant now) {

    /**
     * What it is read from.
     *
     * @param sql of one transaction
     * @param cycles that are counted
     */
    record Sources(
            Sql sql,
            Histories histories,
            Programmes programmes,
            OrgTree tree,
            Collection<Integer> cycles,
            Instant now) {}

    /** Who is not there any more is absent. */
    static Census of(Sources sources, Collection<Long> keys) {
        Sql sql = sources.sql();
        Programmes programmes = sources.programmes();
        Map<Long, SubjectHistory> known = sources.histories().of(sql, keys);
        Map<Long, List<Tie>> ties = ties(sql, keys);
        Set<Long> collectives = new HashSet<>();
        ties.values().forEach(some -> some.forEach(tie -> collectives.add(tie.collective())));
        ties.putAll(ties(sql, collectives));
        ties.values().forEach(some -> some.forEach(tie -> collectives.add(tie.collective())));
        Map<String, Long> units = units(sources, known.values());
        Set<Long> asked = new HashSet<>(keys);
        asked.addAll(collectives);
        asked.addAll(units.values());
        Future<RowSet<Row>> reading = TitleRows.read(sql, asked);
        Map<Long, List<Stood>> stood = programmes.standings().of(sql, known);
        Map<Long, List<Title>> titles = TitleRows.bySubject(Await.on(reading));
        Map<Long, List<Fact>> facts = CountedFacts.telling(sql, citizens(known), programmes.trainings());
        Map<Long, Somebody> people = new HashMap<>();
        known.forEach((key, history) -> people.put(
                key,
                new Somebody(
                        key,
                        history,
                        titles.getOrDefault(key, List.of()),
                        stood.getOrDefault(key, List.of()),
                        facts.getOrDefault(key, List.of()),
                        ties.getOrDefault(key, List.of()))));
        return new Census(people, titles, ties, units, sources.tree(), sources.now());
    }

    private static List<Long> citizens(Map<Long, SubjectHistory> known) {
        return known.entrySet().stream()
                .filter(one -> one.getValue().kind() == SubjectKind.CITIZEN)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<Long, List<Tie>> ties(Sql sql, Collection<Long> keys) {
        Map<Long, List<Tie>> ties = new HashMap<>();
        if (!keys.isEmpty()) {
            sql.rows("select member, collective, valid_from, valid_to from membership where member = any($1)", (Object)
                            keys.toArray(Long[]::new))
                    .forEach(row -> ties.computeIfAbsent(row.getLong("member"), key -> new ArrayList<>())
                            .add(new Tie(
                                    row.getLong("collective"),
                                    row.getLocalDate("valid_from"),
                                    row.getLocalDate("valid_to"))));
        }
        return ties;
    }

    /** Of all units in which they ever were, and of those above these on the days that are counted. */
    private static Map<String, Long> units(Sources sources, Collection<SubjectHistory> known) {
        Set<String> nearest = new HashSet<>();
        known.forEach(history -> history.stays().forEach(stay -> nearest.add(stay.unit())));
        Set<String> asked = new HashSet<>();
        for (int cycle : sources.cycles()) {
            LocalDate day = Counting.CYCLE.stateDate(cycle, sources.now());
            nearest.forEach(unit -> asked.addAll(sources.tree().chain(unit, day)));
        }
        Map<String, Long> keys = new HashMap<>();
        if (!asked.isEmpty()) {
            sources.sql()
                    .rows("select org_unit, key from subject where org_unit = any($1)", (Object)
                            asked.toArray(String[]::new))
                    .forEach(row -> keys.put(row.getString("org_unit"), row.getLong("key")));
        }
        return keys;
    }

    /** The ties of a subject on a day. */
    Stream<Tie> ties(long subject, LocalDate day) {
        return ties.getOrDefault(subject, List.of()).stream().filter(tie -> tie.covers(day));
    }
}
