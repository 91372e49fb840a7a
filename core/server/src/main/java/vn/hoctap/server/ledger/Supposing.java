package vn.hoctap.server.ledger;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.engine.criteria.CriteriaRegistry.Judge;
import vn.hoctap.engine.decision.Circumstances;
import vn.hoctap.engine.decision.Decider;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.title.TitleFile;
import vn.hoctap.server.title.TitleRows;

/**
 * How some people stand and how they would stand if other sets judged, read in bulk and decided by the recorder's own code.
 * It changes nothing. Safe for use from any thread.
 */
public final class Supposing {
    private static final Logger LOG = LoggerFactory.getLogger(Supposing.class);

    /** A set's decision about somebody. */
    public record Judged(String set, Decision decision) {}

    /**
     * How one subject stands.
     *
     * @param now empty: nothing judges it
     * @param then as supposed
     */
    public record Both(String subject, Optional<Judged> now, Optional<Judged> then) {}

    private final Sql sql;
    private final Histories histories;
    private final InstantSource clock;

    public Supposing(Sql sql, Histories histories, InstantSource clock) {
        this.sql = sql;
        this.histories = histories;
        this.clock = clock;
    }

    /**
     * In any order.
     *
     * @param subjects by their keys
     */
    public List<Both> of(Collection<Long> subjects, String title, int cycle, Rules current, Rules supposed) {
        RuleBook now = new RuleBook(current);
        RuleBook then = new RuleBook(supposed);
        Instant moment = clock.instant();
        Map<Long, SubjectHistory> known = histories.of(sql, subjects);
        Map<Long, List<Entry>> entries = EntryRows.read(sql, known.keySet());
        var titles = TitleRows.bySubject(Await.on(TitleRows.read(sql, known.keySet())));
        List<Both> pairs = new ArrayList<>();
        known.forEach((key, history) -> {
            Case one = new Case(
                    key,
                    history,
                    entries.getOrDefault(key, List.of()),
                    new TitleFile(titles.getOrDefault(key, List.of())),
                    title,
                    cycle,
                    moment);
            pairs.add(new Both(history.id(), under(now, one), under(then, one)));
        });
        return pairs;
    }

    private Optional<Judged> under(RuleBook rules, Case one) {
        Pair pair = new Pair(one.title(), one.cycle());
        Headcounts headcounts = new Headcounts(sql, histories, rules, one.moment(), Integer.MAX_VALUE);
        return rules.judge(one.history(), pair, one.moment())
                .flatMap(judge -> headcounts
                        .entries(one.key(), one.history(), pair, judge)
                        .flatMap(members -> one.decision(rules, judge, members)));
    }

    private record Case(
            long key,
            SubjectHistory history,
            List<Entry> entries,
            TitleFile titles,
            String title,
            int cycle,
            Instant moment) {

        /** Empty when a plugin's code throws: that must not hide how others stand. */
        private Optional<Judged> decision(RuleBook rules, Judge judge, List<Entry> members) {
            try {
                List<Entry> all = new ArrayList<>(entries);
                all.addAll(members);
                Folder folder = rules.folder(judge.set(), cycle);
                Circumstances circumstances =
                        new Circumstances(titles.holdings(moment), titles.heldLevel(title, moment), moment);
                return Optional.of(new Judged(
                        judge.set().id(), Decider.decide(folder, judge.state(), folder.all(all), circumstances)));
            } catch (RuntimeException | LinkageError failure) {
                LOG.error("The set {} cannot be tried", judge.set().id(), failure);
                return Optional.empty();
            }
        }
    }
}
