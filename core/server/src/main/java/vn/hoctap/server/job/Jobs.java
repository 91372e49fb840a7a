package vn.hoctap.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.ConnectionLost;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;

/**
 * Takes jobs in, and runs them on a few threads of its own. What another process left unfinished is taken over once that
 * process has been silent for a while. Safe for use from any thread.
 */
public final class Jobs implements AutoCloseable {
    /** The parameter of a job that must not begin before a day. */
    public static final String NOT_BEFORE = "notBefore";

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final int RUNNERS = 2;
    private static final Duration BEAT = Duration.ofSeconds(3);
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final long BEATS_BETWEEN_CLEANINGS = 600;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final JobRows rows;
    private final Map<String, JobKind> kinds = new HashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Semaphore waiting = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private final Duration silence;

    private Jobs(Sql sql, List<? extends JobKind> kinds, Duration silence) {
        this.rows = new JobRows(sql, UUID.randomUUID());
        this.silence = silence;
        kinds.forEach(kind -> this.kinds.put(kind.name(), kind));
    }

    /** @param alone no other process can be running jobs of this database: what runs there was left behind by a kill */
    public static Jobs start(Sql sql, List<? extends JobKind> kinds, boolean alone) {
        Jobs jobs = new Jobs(sql, kinds, alone ? Duration.ZERO : SILENCE);
        for (int i = 0; i < RUNNERS; i++) {
            jobs.thread("hoctap-job-" + i, jobs::runAll);
        }
        jobs.thread("hoctap-job-beat", jobs::beat);
        return jobs;
    }

    /** Threads of the system: parsing and judging are work for the processor, and requests must not wait for them. */
    private void thread(String name, Runnable work) {
        threads.add(Thread.ofPlatform().name(name).daemon().start(work));
    }

    /** @param id made by the caller, who may have put something aside under it */
    public Job enqueue(UUID id, String kind, Object parameters, Caller caller) {
        if (!kinds.containsKey(kind)) {
            throw new IllegalArgumentException("no kind of job " + kind);
        }
        JsonNode json = Json.mapper().valueToTree(parameters);
        rows.insert(id, kind, json, CallerJson.write(caller), caller.name());
        waiting.release();
        return rows.find(id).orElseThrow();
    }

    /** The same as part of what is done in the transaction: it begins once that is committed. */
    public void enqueue(Sql transaction, UUID id, String kind, Object parameters, Caller caller) {
        if (!kinds.containsKey(kind)) {
            throw new IllegalArgumentException("no kind of job " + kind);
        }
        rows.within(transaction)
                .insert(id, kind, Json.mapper().valueToTree(parameters), CallerJson.write(caller), caller.name());
    }

    /** Whether he may see it: his own while he still might begin it, or any for whoever may see all. */
    public boolean shows(Job job, Caller caller) {
        JobKind kind = kinds.get(job.kind());
        return kind == null || kind.isFor(job, caller);
    }

    /** After such a transaction, so that nobody waits for the next look. */
    public void wake() {
        waiting.release();
    }

    public Optional<Job> find(UUID id) {
        return rows.find(id);
    }

    /**
     * The newest first.
     *
     * @param by whose; null: everybody's
     * @param kind null: all kinds
     * @param after the last one of the page before
     */
    public List<Job> list(@Nullable String by, @Nullable String kind, @Nullable UUID after, int limit) {
        return rows.list(by, kind, after, limit);
    }

    /**
     * A job that runs stops at its next checkpoint; what it has done stays. An ended one stays as it is.
     *
     * @throws Problem 409 when one of its kind must come to its end
     */
    public void cancel(UUID id, String by) {
        boolean stops = rows.find(id)
                .map(job -> kinds.get(job.kind()) == null
                        || Objects.requireNonNull(kinds.get(job.kind())).stops(job))
                .orElse(true);
        if (!stops) {
            throw Problem.conflict("This job must come to its end; what it has done can be taken back afterwards.");
        }
        rows.cancel(id, by);
    }

    private void runAll() {
        String[] names = kinds.keySet().toArray(String[]::new);
        try {
            while (closing.getCount() > 0) {
                Optional<Job> job = claim(names);
                if (job.isPresent()) {
                    run(job.get());
                } else if (waiting.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                    // A permit wakes one runner, for a job or to end; taking the others' would let them sleep on.
                    LOG.trace("Woken to look for jobs");
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Job> claim(String[] names) {
        try {
            return rows.claim(names, silence);
        } catch (Exception failure) {
            warn(failure, "Jobs cannot be looked for");
            return Optional.empty();
        }
    }

    private void run(Job job) throws InterruptedException {
        JobKind kind = Objects.requireNonNull(kinds.get(job.kind()));
        Track track = new Track(job, rows, () -> closing.getCount() == 0);
        try {
            LOG.info("Job {} ({}) {}", job.id(), job.kind(), job.checkpoint() == null ? "begins" : "goes on");
            Object result = kind.run(job, track);
            rows.end(job.id(), JobState.DONE, Json.mapper().valueToTree(result));
        } catch (Track.Stopped stopped) {
            stopped(kind, job, track, stopped.why());
        } catch (JobKind.Later later) {
            rows.postpone(job.id());
            // Where nothing else waits, nobody asks it all the time.
            if (closing.await(SOON.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Job {} waits for the next start", job.id());
            }
        } catch (JobKind.Refused refused) {
            rows.end(job.id(), JobState.FAILED, Json.mapper().valueToTree(refused.result()));
        } catch (Exception | LinkageError | OutOfMemoryError failure) {
            failed(job, failure);
        }
    }

    private void stopped(JobKind kind, Job job, Track track, Track.Why why) {
        LOG.info("Job {} stops: {}", job.id(), why);
        switch (why) {
            case CANCELLED -> {
                Object told = kind.cancelled(job, track.checkpoint());
                rows.end(
                        job.id(),
                        JobState.CANCELLED,
                        told == null ? null : Json.mapper().valueToTree(told));
            }
            case CLOSING -> rows.release(job.id());
            case LOST -> LOG.warn("Job {} was taken over by another process", job.id());
        }
    }

    /** A server that is being closed takes the ground from under a job; then the next start goes on. */
    private void failed(Job job, Throwable failure) throws InterruptedException {
        if (ConnectionLost.caused(failure)) {
            releaseOnceBack(job);
            return;
        }
        try {
            if (closing.getCount() == 0) {
                rows.release(job.id());
                return;
            }
            LOG.error("Job {} ({}) failed", job.id(), job.kind(), failure);
            Map<String, String> told = Map.of(
                    "error",
                    "This is our fault, not yours. Start it again; if it goes on, tell the operator job " + job.id()
                            + ".");
            rows.end(job.id(), JobState.FAILED, Json.mapper().valueToTree(told));
        } catch (RuntimeException again) {
            LOG.error("The end of job {} cannot be noted", job.id(), again);
        }
    }

    /** When the database was away a job has not failed: once it is back, somebody goes on with it. */
    private void releaseOnceBack(Job job) throws InterruptedException {
        LOG.warn("Job {} lost the database and goes on once it is back", job.id());
        do {
            try {
                rows.release(job.id());
                return;
            } catch (ConnectionLost stillAway) {
                LOG.debug("Job {} cannot be released yet", job.id(), stillAway);
            }
        } while (!closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void beat() {
        long beats = 0;
        try {
            do {
                try {
                    rows.beat();
                    if (beats++ % BEATS_BETWEEN_CLEANINGS == 0) {
                        clear();
                    }
                } catch (Exception failure) {
                    warn(failure, "Jobs cannot be kept");
                }
            } while (!closing.await(BEAT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void clear() {
        for (Job job : rows.stale(KEPT)) {
            JobKind kind = kinds.get(job.kind());
            if (kind != null) {
                kind.clear(job);
                rows.cleared(job.id());
            }
        }
    }

    private void warn(Exception failure, String what) {
        if (closing.getCount() > 0) {
            LOG.warn("{}; trying again", what, failure);
        }
    }

    /** Returns when the jobs at work have stopped at a checkpoint; the next start goes on with them. */
    @Override
    public void close() {
        closing.countDown();
        waiting.release(RUNNERS);
        try {
            for (Thread thread : threads) {
                if (!thread.join(PATIENCE)) {
                    LOG.error("{} did not stop within {}", thread.getName(), PATIENCE);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
