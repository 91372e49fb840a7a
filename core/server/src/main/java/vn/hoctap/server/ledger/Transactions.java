package vn.hoctap.server.ledger;

import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.ledger.Command.RecordAssessment;
import vn.hoctap.server.ledger.Command.RecordFact;
import vn.hoctap.server.plugin.guard.Quarantined;
import vn.hoctap.server.title.Serials;

/**
 * Commits submissions, each time by the rules that hold then, and remembers their subjects for the next ones. Used by one
 * thread at a time.
 */
public final class Transactions {
    /** A key that is there already, and two nodes that wait for each other's keys. */
    private static final Set<String> CONFLICTS = Set.of("23505", "40P01");

    private static final int ATTEMPTS = 4;
    /** Who sends one thing again often sends more again: for so many batches it is looked first. */
    private static final int CAREFUL_BATCHES = 20;

    /** Little at a time, so that nobody waits for it for long. */
    private static final Duration SETTLE_EVERY = Duration.ofMillis(200);

    /** For a lock: as long as it takes. */
    private static final Duration PATIENCE = Duration.ZERO;
    /** Who counts can come again, and others wait for him to leave the ground. */
    private static final Duration LITTLE_PATIENCE = Duration.ofSeconds(5);

    private final Database database;
    private final Histories histories;
    private final Supplier<Rules> rules;
    private final Moments moments;
    /** Held while something is recorded on the ground, from the choice of its moment to its commit. */
    private final ReentrantLock ground;

    private final Fence fence;
    private final Duration patience;
    private final Supplier<String> serials = new Serials();
    private final Memory memory = new Memory();
    private RuleBook book;
    private int careful;
    /** When it was looked last whether something is unwritten. */
    private long settledNanos = System.nanoTime();

    public Transactions(Database database, Histories histories, Supplier<Rules> rules, InstantSource clock) {
        this(database, histories, rules, clock, Fence.OPEN);
    }

    /** @param fence sent first in every transaction */
    public Transactions(
            Database database, Histories histories, Supplier<Rules> rules, InstantSource clock, Fence fence) {
        this(database, histories, rules, new Moments(database, clock), new ReentrantLock(true), fence, PATIENCE);
    }

    private Transactions(
            Database database,
            Histories histories,
            Supplier<Rules> rules,
            Moments moments,
            ReentrantLock ground,
            Fence fence,
            Duration patience) {
        this.database = database;
        this.histories = histories;
        this.rules = rules;
        this.moments = moments;
        this.ground = ground;
        this.fence = fence;
        this.patience = patience;
        this.book = new RuleBook(rules.get());
    }

    /**
     * For another thread of the same recorder, which concerns itself with subjects that never fly. On the ground they take
     * turns, so that what one decides of such a subject never comes before what the other has decided.
     */
    Transactions beside() {
        return new Transactions(database, histories, rules, moments, ground, fence, LITTLE_PATIENCE);
    }

    Flights flights(Runnable landed, Runnable ended) {
        return new Flights(database, fence, landed, ended);
    }

    /**
     * Judges a batch on what those in the air leave behind, without writing anything. Empty when that is not enough,
     * because something other than new facts and assessments is to be recorded, time has passed for somebody, or the rules
     * are others by now.
     */
    Optional<Prepared> prepare(List<Submission> submissions, Flights flights) {
        if (!book.isOf(rules.get()) || !submissions.stream().allMatch(Transactions::brings)) {
            return Optional.empty();
        }
        Instant now = moments.next();
        BatchReader reader = BatchReader.ahead(flights.reader(), histories, now, () -> {
            if (!flights.awaitAll()) {
                throw new IllegalStateException("A batch before it was not committed.");
            }
        });
        Opening opening = new Opening(reader, memory, trusting(), now, flights.firstInAir());
        Batch batch = new Batch(book, reader, opening, serials, PluginCode.CALLED);
        Optional<Prepared> prepared = batch.prepare(submissions);
        if (prepared.isPresent()) {
            memory.keep(batch.dossiers(), now, flights.next());
        }
        return prepared;
    }

    boolean isTimeToSettle() {
        return System.nanoTime() - settledNanos >= SETTLE_EVERY.toNanos();
    }

    /**
     * Writes what earlier batches have left unwritten for long (decision 38); empty when there is none.
     *
     * @param all whether to write everything, however short a time it has been unwritten, in several batches if need be
     */
    Optional<Prepared> settle(Flights flights, boolean all) {
        Duration past = Duration.ofNanos(System.nanoTime() - settledNanos);
        settledNanos += past.toNanos();
        if (memory.isEmpty() || !book.isOf(rules.get())) {
            return Optional.empty();
        }
        Instant now = moments.next();
        List<ProgressRow> rows = all ? memory.settleAll(now, flights.next()) : memory.settle(now, past, flights.next());
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Deferred rest = new Deferred();
        BatchWriter writer = new BatchWriter(new Deferred(), rest, now, PluginCode.CALLED);
        writer.settle(rows);
        return Optional.of(new Prepared(List.of(), new Deferred(), rest, writer.written()));
    }

    private static boolean brings(Submission submission) {
        return submission.commands().stream()
                .allMatch(command -> command instanceof RecordFact || command instanceof RecordAssessment);
    }

    /** After something that was remembered has not been committed. */
    void forget() {
        memory.clear();
        careful = CAREFUL_BATCHES;
    }

    private boolean trusting() {
        boolean trusting = careful == 0;
        careful = Math.max(0, careful - 1);
        return trusting;
    }

    /**
     * Whatever it fails with, nothing of it is recorded. Where plugins are called, they are called before anything is locked;
     * if people change each time meanwhile, whom the code judges is left to a later batch.
     *
     * @param flights none is in the air
     */
    List<Batch.Answer> commit(List<Submission> submissions, Flights flights) {
        ground.lock();
        try {
            return grounded(submissions, flights);
        } finally {
            ground.unlock();
        }
    }

    private List<Batch.Answer> grounded(List<Submission> submissions, Flights flights) {
        Rules current = rules.get();
        if (!book.isOf(current)) {
            book = new RuleBook(current);
            memory.clear();
        }
        Ground here = new Ground(database, histories, fence, book, serials, memory, patience);
        boolean ahead = book.callsPlugins();
        boolean trusting = trusting();
        for (int attempt = 1; ; attempt++) {
            try {
                Instant now = moments.next();
                return ahead && attempt < ATTEMPTS
                        ? here.ahead(submissions, flights, trusting, now)
                        : here.locked(submissions, ahead ? PluginCode.LEFT : PluginCode.CALLED, trusting, now);
            } catch (StaleMemory stale) {
                if (attempt == ATTEMPTS) {
                    throw stale;
                }
            } catch (PgException failure) {
                if (attempt == ATTEMPTS || !CONFLICTS.contains(failure.getSqlState())) {
                    throw failure;
                }
                careful = CAREFUL_BATCHES;
            } catch (Quarantined stopped) {
                // The plugin's code is not called again, so that the next attempt goes without.
                if (attempt == ATTEMPTS) {
                    throw stopped;
                }
            }
            // Memory is empty now: the next attempt reads everything.
            trusting = false;
        }
    }
}
