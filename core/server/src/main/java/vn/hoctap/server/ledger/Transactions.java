package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.ledger.Command.RecordAssessment;
import vn.hoctap.server.ledger.Command.RecordFact;
import vn.hoctap.server.plugin.guard.Quarantined;
import vn.hoctap.server.title.Serials;

/**
 * Commits submissions, each time by the rules that hold then, and remembers their subjects for the next ones. Used by one
 * thread at a time.
 */
public final class Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
    /** A key that is there already, and two nodes that wait for each other's keys. */
    private static final Set<String> CONFLICTS = Set.of("23505", "40P01");

    private static final int ATTEMPTS = 4;
    /** The number of a batch that is in the air no more. */
    private static final long LANDED = 0;
    /** Who sends one thing again often sends more again: for so many batches it is looked first. */
    private static final int CAREFUL_BATCHES = 20;

    /** {@link Flights#BY_KEY} for one transaction of any connection. */
    private static final String BY_KEY = "select set_config('enable_seqscan', 'off', true),"
            + " set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)";

    private final Database database;
    private final Histories histories;
    private final Supplier<Rules> rules;
    private final InstantSource clock;
    private final Fence fence;
    private final Supplier<String> serials = new Serials();
    private final Memory memory = new Memory();
    private RuleBook book;
    private int careful;

    public Transactions(Database database, Histories histories, Supplier<Rules> rules, InstantSource clock) {
        this(database, histories, rules, clock, Fence.OPEN);
    }

    /** @param fence sent first in every transaction */
    public Transactions(
            Database database, Histories histories, Supplier<Rules> rules, InstantSource clock, Fence fence) {
        this.database = database;
        this.histories = histories;
        this.rules = rules;
        this.clock = clock;
        this.fence = fence;
        this.book = new RuleBook(rules.get());
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
        Instant now = moment();
        BatchReader reader = BatchReader.ahead(flights.reader(), histories, now, () -> {
            if (!flights.awaitAll()) {
                throw new IllegalStateException("A batch before it was not committed.");
            }
        });
        Opening opening = new Opening(reader, memory, trusting(), now, flights.firstInAir());
        Batch batch = new Batch(book, reader, opening, serials);
        Optional<Prepared> prepared = batch.prepare(submissions);
        if (prepared.isPresent()) {
            memory.keep(batch.dossiers(), now, flights.next());
        }
        return prepared;
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

    /** As the database keeps it, so that a decision can be repeated at the very same moment. */
    private Instant moment() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Whatever it fails with, nothing of it is recorded. */
    List<Batch.Answer> commit(List<Submission> submissions) {
        Rules current = rules.get();
        if (!book.isOf(current)) {
            book = new RuleBook(current);
            memory.clear();
        }
        boolean trusting = trusting();
        for (int attempt = 1; ; attempt++) {
            try {
                return commit(submissions, trusting);
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
            // Memory is empty now: what the next attempt reads, it locks.
            trusting = false;
        }
    }

    private List<Batch.Answer> commit(List<Submission> submissions, boolean trusting) {
        Instant now = moment();
        try {
            Done done = database.inTransaction(sql -> run(submissions, sql, trusting, now));
            memory.keep(done.dossiers(), now, LANDED);
            return done.answers();
        } catch (RuntimeException | Error failure) {
            memory.clear();
            throw failure;
        }
    }

    private record Done(List<Batch.Answer> answers, Collection<Dossier> dossiers) {}

    private Done run(List<Submission> submissions, Sql sql, boolean trusting, Instant now) {
        Future<?> fenced = fence.send(sql);
        try {
            Done done = inside(submissions, sql, trusting, now);
            Await.on(fenced);
            return done;
        } catch (RuntimeException consequence) {
            // After the fence has failed, all later statements only say that something had, and may say so earlier.
            Await.on(fenced.otherwiseEmpty());
            if (fenced.cause() instanceof Deposed deposed) {
                throw deposed;
            }
            throw consequence;
        }
    }

    private Done inside(List<Submission> submissions, Sql sql, boolean trusting, Instant now) {
        // Sent ahead; should it fail, so does whatever comes after it.
        sql.send(BY_KEY).onFailure(reason -> LOG.warn("The plan of a batch could not be chosen", reason));
        BatchReader reader = BatchReader.within(sql, histories, now);
        Batch batch = new Batch(book, reader, new Opening(reader, memory, trusting, now, Long.MAX_VALUE), serials);
        return new Done(batch.run(submissions, sql), batch.dossiers());
    }
}
