package vn.hoctap.server.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CycleRule;
import vn.hoctap.engine.expression.Holdings;
import vn.hoctap.engine.measure.State.Sum;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.title.Title;
import vn.hoctap.server.title.TitleRows;

/** Somebody who may be a member of collectives, with all that their sets may ask about him. */
record MemberFile(SubjectHistory history, List<Title> titles) {
    /** Longer than from the choice of a moment to the reading. */
    private static final Duration MEANWHILE = Duration.ofSeconds(10);

    /** By their keys, in a few queries however many there are. */
    static Map<Long, MemberFile> read(Sql sql, Histories histories, Collection<Long> keys) {
        Map<Long, MemberFile> files = new HashMap<>();
        if (keys.isEmpty()) {
            return files;
        }
        List<Long> sorted = new ArrayList<>(keys);
        sorted.sort(null);
        var titles = TitleRows.read(sql, sorted);
        Map<Long, SubjectHistory> known = histories.of(sql, sorted);
        Map<Long, List<Title>> held = TitleRows.bySubject(Await.on(titles));
        known.forEach((key, history) -> files.put(key, new MemberFile(history, held.getOrDefault(key, List.of()))));
        return files;
    }

    /** By a batch that was recorded meanwhile; what lies further ahead is from a clock that was wrong. */
    boolean wasDecidedAfter(Instant now) {
        return titles.stream()
                .flatMap(title -> Stream.of(title.awardedAt(), title.changedAt()))
                .anyMatch(moment -> moment.isAfter(now) && moment.isBefore(now.plus(MEANWHILE)));
    }

    /** What he gives to the collective for each way that counts members, as of the day whose state decides. */
    List<Sum> sums(SubjectHistory collective, Folder folder, Instant now) {
        CriteriaSet set = folder.set();
        LocalDate day = set.cycle().stateDate(folder.cycle(), now);
        if (!history.belongsTo(collective, day)) {
            return Headcount.nothing(folder.waysOfMembers());
        }
        Map<String, Object> fields = history.at(day, set.cycle().referenceDate(folder.cycle()), set.place())
                .fields();
        return folder.sums(new Entry.Member(history.id(), fields, holdings(set.cycle(), folder.cycle(), now)));
    }

    /**
     * What he holds now; once the cycle's reference date is over, what he held when it ended, and what was given for that
     * cycle since. So a later year never changes an earlier one.
     */
    private Holdings holdings(CycleRule rule, int cycle, Instant now) {
        Instant end =
                rule.referenceDate(cycle).plusDays(1).atStartOfDay(rule.zone()).toInstant();
        List<Title> held = titles.stream()
                .filter(title -> now.isBefore(end) ? title.heldAt(now) : title.heldThrough(cycle, end))
                .toList();
        return (name, level) -> held.stream()
                .anyMatch(title -> title.title().equals(name) && (level == null || level.equals(title.level())));
    }
}
