package vn.hoctap.server.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.server.database.Sql;

/** Who may be a member of which collectives that count such members, on whatever day. */
public final class Belonging {
    private final Histories histories;
    /** For a kind of members, the kinds of collectives that count them. */
    private final Map<SubjectKind, Set<SubjectKind>> counting = new EnumMap<>(SubjectKind.class);

    private final Set<SubjectKind> collectives = EnumSet.noneOf(SubjectKind.class);

    public Belonging(Histories histories, CriteriaRegistry sets) {
        this.histories = histories;
        sets.installed()
                .forEach(installed -> installed
                        .set()
                        .ways()
                        .forEach(way -> way.members().ifPresent(member -> {
                            SubjectKind kind = installed.set().subject();
                            counting.computeIfAbsent(member, any -> EnumSet.noneOf(SubjectKind.class))
                                    .add(kind);
                            collectives.add(kind);
                        })));
    }

    public boolean nobody() {
        return collectives.isEmpty();
    }

    /** A member to be looked at again for a collective. */
    public record Look(long collective, long member) {}

    /** All looks that these subjects need, those that never counted anybody at themselves among them. */
    public Set<Look> looks(Sql sql, Collection<Long> keys) {
        Map<Long, SubjectHistory> subjects = histories.of(sql, keys);
        Set<Look> looks = of(sql, subjects);
        looks.addAll(begun(sql, subjects));
        return looks;
    }

    /** Every collective for which one of these members may count, or has counted. */
    Set<Look> of(Sql sql, Map<Long, SubjectHistory> members) {
        Set<Look> looks = new HashSet<>();
        looks.addAll(before(sql, members.keySet()));
        looks.addAll(inUnits(sql, members));
        looks.addAll(entered(sql, members));
        return looks;
    }

    private boolean counts(SubjectKind collective, SubjectHistory member) {
        return counting.getOrDefault(member.kind(), Set.of()).contains(collective);
    }

    /** Where they counted the last time. */
    private static List<Look> before(Sql sql, Collection<Long> keys) {
        return sql
                .rows("select distinct member, collective from contribution where member = any($1)", (Object)
                        keys.toArray(Long[]::new))
                .stream()
                .map(row -> new Look(row.getLong("collective"), row.getLong("member")))
                .toList();
    }

    private record Unit(long key, SubjectKind kind) {}

    private List<Look> inUnits(Sql sql, Map<Long, SubjectHistory> subjects) {
        Map<Long, Set<String>> units = new HashMap<>();
        subjects.forEach((key, subject) -> units.put(key, subject.unitsEver()));
        Map<String, Unit> known = new HashMap<>();
        sql.rows("select org_unit, key, kind from subject where org_unit = any($1)", (Object)
                        units.values().stream().flatMap(Set::stream).distinct().toArray(String[]::new))
                .forEach(row -> known.put(
                        row.getString("org_unit"),
                        new Unit(
                                row.getLong("key"),
                                SubjectKind.of(row.getString("kind")).orElseThrow())));
        List<Look> looks = new ArrayList<>();
        subjects.forEach((key, subject) -> units.getOrDefault(key, Set.of()).forEach(id -> {
            Unit unit = known.get(id);
            if (unit != null && unit.key() != key && counts(unit.kind(), subject)) {
                looks.add(new Look(unit.key(), key));
            }
        }));
        return looks;
    }

    private List<Look> entered(Sql sql, Map<Long, SubjectHistory> subjects) {
        List<Look> looks = new ArrayList<>();
        sql.rows(
                        "select distinct m.member, m.collective, c.kind from membership m join subject c on c.key = m.collective"
                                + " where m.member = any($1)",
                        (Object) subjects.keySet().toArray(Long[]::new))
                .forEach(row -> {
                    SubjectHistory member = subjects.get(row.getLong("member"));
                    SubjectKind kind = SubjectKind.of(row.getString("kind")).orElseThrow();
                    if (member != null && counts(kind, member)) {
                        looks.add(new Look(row.getLong("collective"), row.getLong("member")));
                    }
                });
        return looks;
    }

    /** Collectives that have not begun to count; nobody is a member of himself, and that is what they find. */
    private List<Look> begun(Sql sql, Map<Long, SubjectHistory> subjects) {
        Object keys = subjects.entrySet().stream()
                .filter(subject -> collectives.contains(subject.getValue().kind()))
                .map(Map.Entry::getKey)
                .toArray(Long[]::new);
        return sql
                .rows(
                        "select key from unnest($1::bigint[]) c(key)"
                                + " where not exists (select from headcount where collective = c.key)",
                        keys)
                .stream()
                .map(row -> new Look(row.getLong("key"), row.getLong("key")))
                .toList();
    }
}
