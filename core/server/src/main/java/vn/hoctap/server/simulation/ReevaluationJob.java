package vn.hoctap.server.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.job.JobKind;
import vn.hoctap.server.job.Track;
import vn.hoctap.server.ledger.Command;
import vn.hoctap.server.ledger.Concerned;
import vn.hoctap.server.ledger.Concerned.Case;
import vn.hoctap.server.ledger.Concerned.Question;
import vn.hoctap.server.ledger.Histories;
import vn.hoctap.server.ledger.NotNow;
import vn.hoctap.server.ledger.Recorder;
import vn.hoctap.server.ledger.Rules;
import vn.hoctap.server.ledger.Submission;
import vn.hoctap.server.ledger.UnknownSubject;
import vn.hoctap.server.title.Title;

/**
 * Judges those anew whom a change of sets concerns, and notes what that does to titles. What is undone is done first: the
 * titles that the other batch ended live again, and what the rules say of them is worked out. How titles were before a page
 * is kept in the checkpoint, so that a page that is done again after a kill is noted as it should be.
 */
final class ReevaluationJob implements JobKind {
    static final String NAME = "reevaluation";
    private static final Logger LOG = LoggerFactory.getLogger(ReevaluationJob.class);
    /** Few enough that what others record meanwhile does not wait long. */
    private static final int PAGE = 250;

    private static final long BUSY = Duration.ofMillis(500).toNanos();
    /** How long another node may judge by the sets before. */
    private static final int PATIENCE = 120;

    private static final Duration NODES_LOOK = Duration.ofSeconds(3);

    private final Sql sql;
    private final Histories histories;
    private final Supplier<Rules> rules;
    private final Recorder recorder;
    private final InstantSource clock;
    private final Results results;
    private final Runnable follow;
    private final BiPredicate<Job, Caller> sees;

    ReevaluationJob(
            Sql sql,
            Histories histories,
            Supplier<Rules> rules,
            Recorder recorder,
            InstantSource clock,
            Results results,
            Runnable follow,
            BiPredicate<Job, Caller> sees) {
        this.sql = sql;
        this.histories = histories;
        this.rules = rules;
        this.recorder = recorder;
        this.clock = clock;
        this.results = results;
        this.follow = follow;
        this.sees = sees;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Object run(Job job, Track track) {
        ReevaluationOrder order = ReevaluationOrder.of(job);
        Batches batches = new Batches(sql);
        if (batches.waitsForAnother(job.id(), order.titles())) {
            throw new Later();
        }
        settle(job, order, track);
        // The sets that are to judge may not have come to this node yet; if others came since, they have a job of their
        // own.
        follow.run();
        Population population = new Population(sql, order.kinds(), order.units());
        BatchProgress progress =
                BatchProgress.of(track.checkpoint(), () -> population.holders(order.titles(), order.cycles()));
        Work work = new Work(job, order, track, population.count());
        if (order.undoes() != null) {
            progress = work.undo(order.undoes(), progress);
        }
        for (List<Long> page = population.page(progress.after(), PAGE);
                !page.isEmpty();
                page = population.page(progress.after(), PAGE)) {
            // A page that was begun is noted to its end.
            if (progress.cases().isEmpty() && batches.isOvertaken(job.id(), order.titles())) {
                return results.judged(job.id(), order, progress).put("overtaken", true);
            }
            progress = work.judge(page, progress);
        }
        return results.judged(job.id(), order, progress);
    }

    /** Nothing that is stored tells by which code somebody was judged: first every node has had the time to look. */
    private void settle(Job job, ReevaluationOrder order, Track track) {
        if (order.everybody() && order.plugin() != null) {
            while (clock.instant().isBefore(job.createdAt().plus(NODES_LOOK))) {
                track.demandOpen();
                LockSupport.parkNanos(BUSY);
            }
        }
    }

    @Override
    public boolean isFor(Job job, Caller caller) {
        return sees.test(job, caller);
    }

    /** After a change of sets some would be judged by the ones before for good. */
    @Override
    public boolean stops(Job job) {
        return ReevaluationOrder.of(job).plugin() == null;
    }

    @Override
    public @Nullable Object cancelled(Job job, @Nullable JsonNode checkpoint) {
        if (checkpoint == null) {
            return null;
        }
        BatchProgress progress = Json.mapper().convertValue(checkpoint, BatchProgress.class);
        return results.judged(job.id(), ReevaluationOrder.of(job), progress);
    }

    /** One run of the job. */
    private final class Work {
        private final Job job;
        private final ReevaluationOrder order;
        private final Track track;
        private final long total;
        private Rules judging = rules.get();
        private Concerned concerned = new Concerned(sql, histories, judging, clock);
        private final TitleChanges changes = new TitleChanges(sql);
        /** For the whole job: some may never be judged, because a plugin is in quarantine. */
        private int patience = PATIENCE;

        Work(Job job, ReevaluationOrder order, Track track, long total) {
            this.job = job;
            this.order = order;
            this.track = track;
            this.total = total;
        }

        BatchProgress judge(List<Long> page, BatchProgress progress) {
            BatchProgress begun = progress;
            if (begun.cases().isEmpty()) {
                begun = remember(among(page, order.question()), begun);
            }
            if (!begun.cases().isEmpty()) {
                record(begun.cases().stream().<Command>map(Case::command).toList());
                persist(page);
                note(begun);
            }
            return reach(begun.next(page.getLast(), page.size()));
        }

        /** By the rules of this moment. */
        private List<Case> among(List<Long> page, Question question) {
            Rules now = rules.get();
            if (now.criteria() != judging.criteria()) {
                judging = now;
                concerned = new Concerned(sql, histories, now, clock);
            }
            return concerned.among(page, question).stream()
                    .filter(order::looksAt)
                    .toList();
        }

        /** The node that records may judge by the sets before for a moment; then it is asked again. */
        private void persist(List<Long> page) {
            for (; patience > 0; patience--) {
                List<Case> left = among(page, order.rest());
                if (left.isEmpty()) {
                    return;
                }
                track.demandOpen();
                LockSupport.parkNanos(BUSY);
                record(left.stream().<Command>map(Case::command).toList());
            }
            LOG.warn("Job {}: some subjects are not judged by the sets that judge here", job.id());
        }

        BatchProgress undo(UUID batch, BatchProgress progress) {
            BatchProgress reached = progress;
            for (List<TitleChange> page = changes.subjects(batch, reached.undone(), PAGE);
                    !page.isEmpty();
                    page = changes.subjects(batch, reached.undone(), PAGE)) {
                Undone undone = Undone.of(sql, page);
                if (reached.cases().isEmpty()) {
                    reached = remember(undone.cases(), reached);
                }
                record(undone.commands());
                note(reached);
                reached = reach(reached.undone(page.getLast().subject()));
            }
            return reached;
        }

        private void record(List<Command> commands) {
            List<Command> left = commands;
            while (!left.isEmpty()) {
                try {
                    Await.on(recorder.record(new Submission(left, job.caller().name())));
                    return;
                } catch (UnknownSubject erased) {
                    // Whoever is erased meanwhile was judged then, by the sets that judge now.
                    left = known(left);
                } catch (NotNow busy) {
                    track.demandOpen();
                    LockSupport.parkNanos(BUSY);
                }
            }
        }

        private List<Command> known(List<Command> commands) {
            Set<String> ids = new HashSet<>();
            sql.rows("select id from subject where id = any($1)", (Object)
                            commands.stream().map(Command::subject).distinct().toArray(String[]::new))
                    .forEach(row -> ids.add(row.getString("id")));
            return commands.stream()
                    .filter(command -> ids.contains(command.subject()))
                    .toList();
        }

        private BatchProgress remember(List<Case> cases, BatchProgress progress) {
            return cases.isEmpty()
                    ? progress
                    : reach(progress.remembering(
                            cases,
                            LiveTitle.read(
                                    sql,
                                    cases.stream().map(Case::key).distinct().toList())));
        }

        private void note(BatchProgress begun) {
            Map<Long, Case> bySubject = new HashMap<>();
            begun.cases().forEach(one -> bySubject.putIfAbsent(one.key(), one));
            List<LiveTitle> after = LiveTitle.read(sql, bySubject.keySet());
            Map<String, Title> ended = LiveTitle.ended(sql, begun.before());
            changes.put(
                    job.id(),
                    LiveTitle.changes(begun.before(), after, ended).stream()
                            .map(change -> placed(change, bySubject.get(change.subject())))
                            .toList());
        }

        private static TitleChange placed(TitleChange change, @Nullable Case known) {
            return known == null ? change : change.of(known.unit(), known.group());
        }

        private BatchProgress reach(BatchProgress progress) {
            track.reach(progress.steps().subjects(), total, progress);
            return progress;
        }
    }
}
