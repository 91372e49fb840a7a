package vn.hoctap.server.ledger;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.measure.State.Sum;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.ledger.Belonging.Look;

/** Counts members again: what each gives, and whether that adds up to what their collectives are judged by. */
final class HeadcountCheck {
    private final Sql sql;
    private final Histories histories;
    private final PublishedSets sets;
    private final Instant now;

    HeadcountCheck(Sql sql, Histories histories, PublishedSets sets, Instant now) {
        this.sql = sql;
        this.histories = histories;
        this.sets = sets;
        this.now = now;
    }

    /** Headcounts that are not the sums of what members gave. Both are written together, so that this always holds. */
    List<Difference> sums() {
        return sql.rows("""
                        with given as (
                            select collective, title, cycle, epoch, way, sum(get_byte(counts, way) & 1) as members,
                                sum(get_byte(counts, way) >> 1) as holding
                            from contribution cross join lateral generate_series(0, length(counts) - 1) way
                            group by 1, 2, 3, 4, 5)
                        select s.id, h.title, h.cycle, h.holding[n.way], h.members[n.way],
                            coalesce(g.holding, 0)::bigint as right_holding, coalesce(g.members, 0)::bigint as right_members
                        from headcount h cross join lateral generate_subscripts(h.members, 1) n(way)
                            join subject s on s.key = h.collective
                            left join given g on g.collective = h.collective and g.title = h.title
                                and g.cycle = h.cycle and g.epoch = h.epoch and g.way = n.way - 1
                        where h.members[n.way] <> coalesce(g.members, 0) or h.holding[n.way] <> coalesce(g.holding, 0)""").stream()
                .map(row -> new Difference(
                        row.getString("id"),
                        row.getString("title"),
                        row.getInteger("cycle"),
                        share(row.getLong(3), row.getLong(4)),
                        share(row.getLong("right_holding"), row.getLong("right_members"))))
                .toList();
    }

    private static String share(long holding, long members) {
        return holding + " of " + members + " members";
    }

    /** What these members give otherwise than is stored; those of whom somebody has yet to hear something wait. */
    List<Difference> given(Collection<Long> keys) {
        Map<Long, MemberFile> members = MemberFile.read(sql, histories, keys);
        waiting(keys).forEach(members.keySet()::remove);
        if (members.isEmpty()) {
            return List.of();
        }
        Map<Long, SubjectHistory> known = members.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> one.getValue().history()));
        Set<Look> looks = new Belonging(histories, sets.at(now)).of(sql, known);
        Set<Long> collectives = looks.stream().map(Look::collective).collect(Collectors.toCollection(TreeSet::new));
        Map<Long, List<Headcount>> counts = HeadcountRows.read(sql, collectives);
        Map<Long, SubjectHistory> whole = histories.of(sql, collectives);
        Map<Long, List<Contribution>> given = HeadcountRows.given(sql, collectives, members.keySet());
        List<Difference> differences = new ArrayList<>();
        for (Look look : looks) {
            SubjectHistory collective = whole.get(look.collective());
            MemberFile member = members.get(look.member());
            if (collective != null && member != null) {
                Map<Pair, Contribution> stored = new HashMap<>();
                given.getOrDefault(look.collective(), List.of()).stream()
                        .filter(one -> one.member() == look.member())
                        .forEach(one -> stored.put(one.pair(), one));
                counts.getOrDefault(look.collective(), List.of()).stream()
                        .filter(Headcount::isWhole)
                        .forEach(count -> compare(collective, member, count, stored, differences));
            }
        }
        return differences;
    }

    private Set<Long> waiting(Collection<Long> keys) {
        Object array = keys.toArray(Long[]::new);
        Set<Long> waiting = new HashSet<>();
        for (Row row : sql.rows("""
                select member as key from uncounted where member = any($1)
                union select subject from due where subject = any($1) and at <= $2
                union select unnest(turned) from outbox o join follower f on f.name = 'contributions'
                    where stirred is not null and (o.xid, o.id) > (f.xid, f.id)""", array, Columns.utc(now))) {
            waiting.add(row.getLong("key"));
        }
        return waiting;
    }

    private void compare(
            SubjectHistory collective,
            MemberFile member,
            Headcount count,
            Map<Pair, Contribution> stored,
            List<Difference> differences) {
        CriteriaSet set = sets.find(count.set(), count.version()).orElse(null);
        if (set == null) {
            return;
        }
        Folder folder = sets.folder(set, count.pair().cycle());
        List<Sum> right = member.sums(collective, folder, now);
        Contribution given = stored.get(count.pair());
        List<Sum> known = given != null && given.epoch() == count.epoch()
                ? given.sums()
                : Headcount.nothing(folder.waysOfMembers());
        if (!right.equals(known)) {
            differences.add(new Difference(
                    collective.id(),
                    count.pair().title(),
                    count.pair().cycle(),
                    said(member, known),
                    said(member, right)));
        }
    }

    private static String said(MemberFile member, List<Sum> sums) {
        return sums.stream()
                .map(sum -> sum.count() == 0
                        ? "not counted"
                        : sum.sum().signum() == 0 ? "counted" : "counted and having it")
                .collect(Collectors.joining(
                        ", ", "the member " + member.history().id() + " ", ""));
    }
}
