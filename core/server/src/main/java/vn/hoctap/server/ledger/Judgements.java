package vn.hoctap.server.ledger;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.api.Fact;
import vn.hoctap.engine.criteria.CriteriaRegistry.Judge;
import vn.hoctap.engine.decision.Circumstances;
import vn.hoctap.engine.decision.Explanation;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.title.TitleFile;
import vn.hoctap.server.title.TitleRows;

/**
 * The same decision as the recorder's, made on reading from all entries as of now, with its explanation. It changes
 * nothing. Safe for use from any thread.
 */
public final class Judgements {
    private static final Logger LOG = LoggerFactory.getLogger(Judgements.class);

    /** So far members are counted for somebody who asks before the recorder has counted them. */
    private static final int PAGES = 3;

    private final Sql sql;
    private final Histories histories;
    private final Supplier<Rules> rules;
    private final InstantSource clock;
    private final AtomicReference<RuleBook> book;

    public Judgements(Sql sql, Histories histories, Supplier<Rules> rules, InstantSource clock) {
        this.sql = sql;
        this.histories = histories;
        this.rules = rules;
        this.clock = clock;
        this.book = new AtomicReference<>(new RuleBook(rules.get()));
    }

    /** One for each title that the subject can earn, by title; none when the subject is unknown or nothing judges it. */
    public List<Explained> of(String subject, int cycle) {
        return of(subject, cycle, UnaryOperator.identity());
    }

    /** As if the fact or assessment had never been recorded. */
    public List<Explained> without(String subject, int cycle, String entryId) {
        return of(
                subject,
                cycle,
                entries -> entries.stream()
                        .filter(entry -> !entry.id().equals(entryId))
                        .toList());
    }

    /** As if the fact had been verified by now; one that counts for nothing, such as a rejected one, stays so. */
    public List<Explained> verified(String subject, int cycle, String factId) {
        return of(
                subject,
                cycle,
                entries -> entries.stream()
                        .map(entry -> entry instanceof Entry.Learned learned
                                        && entry.id().equals(factId)
                                ? new Entry.Learned(FactRows.verified(learned.fact()))
                                : entry)
                        .toList());
    }

    /** As if these facts had been recorded too; nothing is. */
    public List<Explained> with(String subject, int cycle, Collection<Fact> facts) {
        return of(
                subject,
                cycle,
                entries -> Stream.concat(entries.stream(), facts.stream().map(Entry.Learned::new))
                        .toList());
    }

    private List<Explained> of(String subject, int cycle, UnaryOperator<List<Entry>> supposed) {
        return sql.first("select key from subject where id = $1", subject)
                .map(row -> of(row.getLong("key"), cycle, supposed))
                .orElse(List.of());
    }

    private List<Explained> of(long key, int cycle, UnaryOperator<List<Entry>> supposed) {
        SubjectHistory history = histories.of(sql, List.of(key)).get(key);
        if (history == null) {
            return List.of();
        }
        Map<Long, List<Entry>> all = EntryRows.read(sql, List.of(key));
        List<Entry> entries = supposed.apply(all.getOrDefault(key, List.of()));
        TitleFile titles = new TitleFile(
                TitleRows.bySubject(Await.on(TitleRows.read(sql, List.of(key)))).getOrDefault(key, List.of()));
        RuleBook current = currentBook();
        Instant now = clock.instant();
        Headcounts headcounts = new Headcounts(sql, histories, current, now, PAGES);
        return current.criteria().titles(history.kind()).stream()
                .map(title -> new Pair(title, cycle))
                .flatMap(pair -> current.judge(history, pair, now).stream()
                        .flatMap(judge -> headcounts.entries(key, history, pair, judge).stream()
                                .flatMap(members ->
                                        explain(current, judge, pair, both(entries, members), titles, now).stream())))
                .toList();
    }

    private static List<Entry> both(List<Entry> entries, List<Entry> members) {
        return members.isEmpty()
                ? entries
                : Stream.concat(entries.stream(), members.stream()).toList();
    }

    /** Empty when a plugin's code throws: that must not hide how the subject stands elsewhere. */
    private static Optional<Explained> explain(
            RuleBook rules, Judge judge, Pair pair, List<Entry> entries, TitleFile titles, Instant now) {
        try {
            Folder folder = rules.folder(judge.set(), pair.cycle());
            Circumstances circumstances =
                    new Circumstances(titles.holdings(now), titles.heldLevel(pair.title(), now), now);
            Explanation explanation = Explanation.of(folder, judge.state(), entries, circumstances);
            return Optional.of(new Explained(judge.set(), judge.state(), folder, entries, circumstances, explanation));
        } catch (RuntimeException | LinkageError failure) {
            LOG.error("The set {} cannot explain its decision", judge.set().id(), failure);
            return Optional.empty();
        }
    }

    private RuleBook currentBook() {
        Rules current = rules.get();
        return book.updateAndGet(known -> known.isOf(current) ? known : new RuleBook(current));
    }
}
