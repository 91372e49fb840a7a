package vn.hoctap.server.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaRegistry.Judge;
import vn.hoctap.engine.measure.State.Sum;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.ledger.Headcount.Reached;
import vn.hoctap.server.ledger.HeadcountRows.Page;
import vn.hoctap.server.ledger.HeadcountRows.Waiting;

/**
 * Counts the members of collectives. A first count goes on by a page whenever somebody wants to judge by it; after that only
 * members are looked at of whom something has changed, and what they give otherwise than before is all that moves.
 */
final class Headcounts {
    private static final int PAGE = 1_000;
    /** So many members at a time, of however many collectives: whatever else is recorded on the ground waits meanwhile. */
    static final int MOST = 2_000;

    private static final int FEWEST = 20;
    /** In a transaction of the recorder. */
    static final int WRITTEN = 1;

    private static final long NEVER = -1;

    private final Sql sql;
    private final Histories histories;
    private final RuleBook rules;
    private final Instant now;
    private final int pages;
    /** So many more may be read for first counts. */
    private long left;

    /**
     * @param now whose state of the members counts, unless a cycle's reference date is over
     * @param pages how many a first count goes on by at a time; more than {@link #WRITTEN} only where nothing is written
     */
    Headcounts(Sql sql, Histories histories, RuleBook rules, Instant now, int pages) {
        this.sql = sql;
        this.histories = histories;
        this.rules = rules;
        this.now = now;
        this.pages = pages;
        this.left = pages > WRITTEN ? Long.MAX_VALUE : MOST;
    }

    /** The headcount to judge by; empty: it is not through yet. */
    Optional<Headcount> of(Dossier dossier, Pair pair, Judge judge) {
        return of(dossier.key(), dossier.history(), dossier.ownRollcall(), pair, judge);
    }

    /** What members add to the subject's own entries for who only wants to know; empty: they are not counted yet. */
    Optional<List<Entry>> entries(long key, SubjectHistory subject, Pair pair, Judge judge) {
        if (!RuleBook.countsMembers(judge.set())) {
            return Optional.of(List.of());
        }
        Rollcall rollcall = new Rollcall(HeadcountRows.read(sql, List.of(key)).getOrDefault(key, List.of()));
        return of(key, subject, rollcall, pair, judge).map(Headcount::entry).map(List::of);
    }

    private Optional<Headcount> of(long key, SubjectHistory collective, Rollcall rollcall, Pair pair, Judge judge) {
        Headcount count =
                rollcall.of(pair).filter(known -> known.isUnder(judge.set())).orElse(null);
        Folder folder = rules.folder(judge.set(), pair.cycle());
        if (count == null) { // where nothing is left it only begins: who counts goes on with it
            long later = rollcall.of(pair).map(known -> known.epoch() + 1).orElse(0L);
            count = Headcount.begun(pair, judge.set(), epoch(later), folder.waysOfMembers());
        }
        Set<Long> seen = new HashSet<>();
        for (int page = 0; page < pages && left > 0 && !count.isWhole(); page++) {
            count = page(key, collective, rollcall, folder, count, seen);
        }
        rollcall.put(count);
        return Optional.of(count).filter(Headcount::isWhole);
    }

    /** Nobody else's: what members gave to a headcount that is no more must not be taken for theirs to this one. */
    private long epoch(long later) {
        return pages > WRITTEN
                ? NEVER
                : sql.first("select greatest(pg_current_xact_id()::text::bigint, $1) as epoch", later)
                        .orElseThrow()
                        .getLong("epoch");
    }

    /** @param seen who was looked at by a count of which nothing is written: no more is kept of its members */
    private Headcount page(
            long key, SubjectHistory collective, Rollcall rollcall, Folder folder, Headcount count, Set<Long> seen) {
        Page page = candidates(key, collective, folder, count);
        left -= page.members().size();
        if (page.members().isEmpty()) {
            return count.upTo(page.reached());
        }
        Map<Long, MemberFile> files = MemberFile.read(sql, histories, page.members());
        Headcount sum = count;
        if (count.epoch() == NEVER) {
            for (long member : page.members()) {
                if (seen.add(member)) {
                    List<Sum> sums = sums(files.get(member), collective, folder);
                    sum = sum.with(sums, Headcount.nothing(sums.size()));
                }
            }
            return sum.upTo(page.reached());
        }
        demandPast(files.values());
        HeadcountRows.given(sql, List.of(key), page.members())
                .getOrDefault(key, List.of())
                .forEach(rollcall::know);
        for (long member : page.members()) {
            sum = rollcall.give(sum, member, sums(files.get(member), collective, folder));
        }
        return sum.upTo(page.reached());
    }

    private Page candidates(long key, SubjectHistory collective, Folder folder, Headcount count) {
        Reached after = count.reached() == null ? Reached.NOBODY : count.reached();
        LocalDate day = folder.set().cycle().stateDate(folder.cycle(), now);
        String unit = collective.orgUnit();
        List<String> units = unit == null ? List.of() : collective.places().under(unit, day);
        return HeadcountRows.page(sql, key, units, after, (int) Math.min(PAGE, left));
    }

    private List<Sum> sums(@Nullable MemberFile member, SubjectHistory collective, Folder folder) {
        return member == null ? Headcount.nothing(folder.waysOfMembers()) : member.sums(collective, folder, now);
    }

    /** Looks again at members who wait for it, and touches what that moves. */
    void recount(Collection<Dossier> dossiers) {
        if (dossiers.isEmpty()) {
            return;
        }
        List<Long> collectives = dossiers.stream().map(Dossier::key).sorted().toList();
        int each = Math.max(FEWEST, MOST / collectives.size());
        Map<Long, List<Waiting>> waiting = HeadcountRows.waiting(sql, collectives, each).stream()
                .collect(Collectors.groupingBy(Waiting::collective));
        Set<Long> members = waiting.values().stream()
                .flatMap(List::stream)
                .map(Waiting::member)
                .collect(Collectors.toCollection(TreeSet::new));
        Map<Long, MemberFile> files = MemberFile.read(sql, histories, members);
        demandPast(files.values());
        Map<Long, List<Contribution>> given = HeadcountRows.given(sql, collectives, members);
        Touching touching = new Touching(rules, now);
        for (Dossier dossier : dossiers) {
            given.getOrDefault(dossier.key(), List.of()).forEach(dossier.ownRollcall()::know);
            recount(dossier, waiting.getOrDefault(dossier.key(), List.of()), files, touching.standing(dossier));
        }
    }

    /** Members are recorded meanwhile: what was decided of one after this moment must not be its ground. */
    private void demandPast(Collection<MemberFile> members) {
        if (members.stream().anyMatch(member -> member.wasDecidedAfter(now))) {
            throw new StaleMemory();
        }
    }

    private void recount(Dossier dossier, List<Waiting> waiting, Map<Long, MemberFile> files, Set<Pair> pairs) {
        Rollcall rollcall = dossier.ownRollcall();
        rollcall.done(waiting.stream().map(Waiting::seq).toList());
        List<Long> members = waiting.stream().map(Waiting::member).distinct().toList();
        Set<Pair> all = new LinkedHashSet<>(pairs);
        rollcall.all().forEach(count -> all.add(count.pair()));
        for (Pair pair : all) {
            Optional<Judge> judge = rules.judge(dossier.history(), pair, now);
            Optional<Headcount> count = rollcall.of(pair)
                    .filter(known ->
                            judge.filter(one -> known.isUnder(one.set())).isPresent());
            if (judge.filter(one -> RuleBook.countsMembers(one.set())).isEmpty()) {
                rollcall.drop(pair);
            } else if (count.isEmpty() || !count.get().isWhole()) {
                dossier.touch(pair);
            }
            count.ifPresent(known -> recount(dossier, members, files, judge.orElseThrow(), known));
        }
    }

    private void recount(
            Dossier dossier, List<Long> members, Map<Long, MemberFile> files, Judge judge, Headcount before) {
        Folder folder = rules.folder(judge.set(), before.pair().cycle());
        Headcount sum = before;
        for (long member : members) {
            sum = dossier.ownRollcall().give(sum, member, sums(files.get(member), dossier.history(), folder));
        }
        if (!sum.equals(before)) {
            dossier.ownRollcall().put(sum);
            if (before.isWhole()) {
                dossier.newEntries().add(sum.since(before));
                dossier.touch(before.pair());
            }
        }
    }

    static Map<Long, Rollcall> read(Sql sql, Collection<Long> collectives) {
        Map<Long, Rollcall> rollcalls = new HashMap<>();
        Map<Long, List<Headcount>> counts = HeadcountRows.read(sql, collectives);
        collectives.forEach(key -> rollcalls.put(key, new Rollcall(counts.getOrDefault(key, List.of()))));
        return rollcalls;
    }
}
