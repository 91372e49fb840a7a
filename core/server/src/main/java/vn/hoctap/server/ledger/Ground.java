package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.ConnectionLost;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.subject.Unjudged;
import vn.hoctap.server.subject.Unjudged.Marked;

/**
 * Commits batches while none is in the air, each in a transaction that waits for whoever changes its subjects. Memory is
 * empty after a failure.
 *
 * @param patience for a lock; zero: without end
 */
record Ground(
        Database database,
        Histories histories,
        Fence fence,
        RuleBook book,
        Supplier<String> serials,
        Memory memory,
        Duration patience) {
    private static final Logger LOG = LoggerFactory.getLogger(Ground.class);
    /** The number of a batch that is in the air no more. */
    private static final long LANDED = 0;

    /** {@link Flights#BY_KEY} for one transaction of any connection. */
    private static final String BY_KEY = "select set_config('enable_seqscan', 'off', true),"
            + " set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),"
            + " set_config('lock_timeout', $1, true)";

    /** Locks what it reads, judges it and writes, all in one transaction. */
    List<Batch.Answer> locked(List<Submission> submissions, PluginCode code, boolean trusting, Instant now) {
        return kept(
                now,
                () -> database.inTransaction(fenced(sql -> {
                    Batch batch = batch(BatchReader.within(sql, histories, now), code, trusting, now);
                    return write(batch, batch.rehearse(submissions), sql);
                })));
    }

    /**
     * Judges before anything is locked, for the code of plugins may take its time, and writes in a transaction if what was
     * read is still the newest.
     *
     * @throws StaleMemory if it is not
     */
    List<Batch.Answer> ahead(List<Submission> submissions, Flights flights, boolean trusting, Instant now) {
        try {
            return kept(now, () -> {
                Set<Marked> marks = marks(flights.reader(), submissions);
                Batch batch =
                        batch(BatchReader.unlocked(flights.reader(), histories, now), PluginCode.CALLED, trusting, now);
                Prepared prepared = batch.rehearse(submissions);
                return database.inTransaction(fenced(sql -> {
                    lock(sql, batch.dossiers());
                    if (!marks(sql, submissions).equals(marks)) {
                        throw new StaleMemory();
                    }
                    return write(batch, prepared, sql);
                }));
            });
        } catch (ConnectionLost lost) {
            flights.close();
            throw lost;
        }
    }

    /** Whatever judging asks about is marked in the transaction that changes it, so these are its version. */
    private static Set<Marked> marks(Sql sql, List<Submission> submissions) {
        Set<String> subjects = new HashSet<>();
        submissions.forEach(one -> one.commands().forEach(command -> subjects.add(command.subject())));
        return new HashSet<>(new Unjudged(sql).of(subjects));
    }

    private static void lock(Sql sql, Collection<Dossier> dossiers) {
        sql.rows("select key from subject where key = any($1) order by key" + BatchReader.FOR_UPDATE, (Object)
                dossiers.stream().map(Dossier::key).toArray(Long[]::new));
    }

    private Batch batch(BatchReader reader, PluginCode code, boolean trusting, Instant now) {
        return new Batch(book, reader, new Opening(reader, memory, trusting, now, Long.MAX_VALUE), serials, code);
    }

    private record Done(List<Batch.Answer> answers, Collection<Dossier> dossiers) {}

    private static Done write(Batch batch, Prepared prepared, Sql sql) {
        prepared.news().sendTo(sql);
        prepared.rest().sendTo(sql);
        return new Done(Await.on(prepared.written().map(prepared.answers())), batch.dossiers());
    }

    private List<Batch.Answer> kept(Instant now, Supplier<Done> work) {
        try {
            Done done = work.get();
            memory.keep(done.dossiers(), now, LANDED);
            return done.answers();
        } catch (RuntimeException | Error failure) {
            memory.clear();
            throw failure;
        }
    }

    private Function<Sql, Done> fenced(Function<Sql, Done> work) {
        return sql -> {
            Future<?> fenced = fence.send(sql);
            try {
                // Sent ahead; should it fail, so does whatever comes after it.
                sql.send(BY_KEY, patience.toMillis() + "ms")
                        .onFailure(reason -> LOG.warn("The plan of a batch could not be chosen", reason));
                Done done = work.apply(sql);
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
        };
    }
}
