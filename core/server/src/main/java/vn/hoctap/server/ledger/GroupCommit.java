package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.ConnectionLost;

/**
 * Records in this process. Submissions that arrive while batches are in the air share the next one, so that many clients
 * cost few commits and a single one waits for nobody.
 */
final class GroupCommit implements Recorder {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final String RECORDER = "hoctap-recorder";
    /** Whoever has nothing to do looks for what is left to do. */
    private static final Duration BORED = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Transactions transactions;
    private final Inbox inbox;
    private final Flights flights;
    private final Thread coordinator;
    private final List<Runnable> committed = new CopyOnWriteArrayList<>();

    private GroupCommit(String name, Transactions transactions, Bound waiting) {
        this.transactions = transactions;
        this.inbox = new Inbox(waiting, Flights.SOME, BORED);
        this.flights = transactions.flights(this::tell, inbox::nudge);
        // A thread of the system: folding is work for the processor, and plugins' code must not hold it up elsewhere.
        this.coordinator = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    static GroupCommit start(Transactions transactions) {
        return start(transactions, Bound.OF_WAITING);
    }

    /** @param waiting how much may wait */
    static GroupCommit start(Transactions transactions, Bound waiting) {
        return start(RECORDER, transactions, waiting);
    }

    /** @param name of its thread */
    static GroupCommit start(String name, Transactions transactions) {
        return start(name, transactions, Bound.OF_WAITING);
    }

    private static GroupCommit start(String name, Transactions transactions, Bound waiting) {
        GroupCommit recorder = new GroupCommit(name, transactions, waiting);
        recorder.coordinator.start();
        return recorder;
    }

    @Override
    public Future<List<Receipt>> record(Submission submission) {
        return record(submission, inbox::offer);
    }

    @Override
    public Future<List<Receipt>> follow(Submission submission) {
        return record(submission, inbox::press);
    }

    private static Future<List<Receipt>> record(Submission submission, Predicate<Pending> taking) {
        Promise<List<Receipt>> promise = Promise.promise();
        if (submission.commands().isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        if (!taking.test(new Pending(submission, promise))) {
            return Future.failedFuture(
                    new Overloaded("Too much is waiting to be recorded; send it again in a moment."));
        }
        return promise.future();
    }

    @Override
    public void afterCommit(Runnable told) {
        committed.add(told);
    }

    @Override
    public boolean isBusy() {
        return inbox.isBusy();
    }

    /** Nobody else would do its work, so whatever happens, it goes on. */
    private void run() {
        while (!inbox.isOver()) {
            try {
                take(inbox.take(Bound.OF_BATCH, flights::isTime));
            } catch (InterruptedException meddling) {
                LOG.warn("Something has interrupted the recorder, which goes on", meddling);
            }
        }
        try {
            land();
            while (settle(true)) {
                land();
            }
        } catch (Throwable failure) {
            LOG.error("What was in the air has not landed", failure);
        } finally {
            flights.close();
        }
    }

    private void take(List<Pending> batch) {
        // A plugin's code runs on this thread, and may have left its interrupt behind.
        if (Thread.interrupted()) {
            LOG.warn("Something has interrupted the recorder, which goes on");
        }
        try {
            if (!flights.awaitRoom()) {
                rescue();
            }
            if (!batch.isEmpty() && !launch(batch)) {
                land();
                record(batch);
            }
        } catch (Throwable failure) {
            LOG.error("A batch of {} submissions was lost", batch.size(), failure);
            batch.forEach(pending -> pending.fail(failure));
        }
        if (transactions.isTimeToSettle()) {
            settle(false);
        }
    }

    /** False when it has to be recorded on the ground: in one transaction that reads, locks and writes. */
    private boolean launch(List<Pending> batch) {
        try {
            if (flights.meet(batch)) {
                return false;
            }
            Optional<Prepared> prepared = transactions.prepare(submissions(batch), flights);
            prepared.ifPresent(ready -> flights.start(batch, ready));
            return prepared.isPresent();
        } catch (Throwable failure) {
            LOG.warn("A batch is recorded on the ground", failure);
            transactions.forget();
            land();
            flights.close();
            return false;
        }
    }

    /** Whether something was unwritten that is being written now; whether it lands, the next batch sees. */
    private boolean settle(boolean all) {
        try {
            if (!flights.awaitRoom()) {
                return false;
            }
            Optional<Prepared> prepared = transactions.settle(flights, all);
            prepared.ifPresent(ready -> flights.start(List.of(), ready));
            return prepared.isPresent();
        } catch (Throwable failure) {
            // The code of a plugin's measure writes here too, and may fail in any way.
            LOG.warn("What was left unwritten stays so until somebody asks for it", failure);
            transactions.forget();
            return false;
        }
    }

    /** Waits for all that is in the air; what does not land is recorded on the ground. */
    private void land() {
        if (!flights.awaitAll()) {
            rescue();
        }
    }

    private void rescue() {
        List<List<Pending>> stranded = flights.strand();
        transactions.forget();
        for (List<Pending> batch : stranded) {
            try {
                record(batch);
            } catch (Throwable failure) {
                LOG.error("A batch of {} submissions was lost", batch.size(), failure);
                batch.forEach(pending -> pending.fail(failure));
            }
        }
    }

    /** When a batch fails as a whole, its halves are tried alone, so that a poisonous submission ends up failing alone. */
    private void record(List<Pending> batch) {
        List<Batch.Answer> answers;
        try {
            answers = transactions.commit(submissions(batch), flights);
        } catch (Throwable failure) {
            if (batch.size() == 1 || concernsAll(failure)) {
                LOG.warn("{} submissions failed", batch.size(), failure);
                batch.forEach(pending -> pending.fail(failure));
            } else {
                LOG.info("A batch of {} submissions failed, and its halves are tried", batch.size());
                record(batch.subList(0, batch.size() / 2));
                record(batch.subList(batch.size() / 2, batch.size()));
            }
            return;
        }
        for (int i = 0; i < answers.size(); i++) {
            batch.get(i).answer(answers.get(i));
        }
        tell();
    }

    private static boolean concernsAll(Throwable failure) {
        return failure instanceof Deposed || ConnectionLost.caused(failure);
    }

    private static List<Submission> submissions(List<Pending> batch) {
        return batch.stream().map(Pending::submission).toList();
    }

    private void tell() {
        try {
            committed.forEach(Runnable::run);
        } catch (RuntimeException failure) {
            LOG.warn("Nobody could be told of a commit", failure);
        }
    }

    @Override
    public void close() {
        inbox.close();
        try {
            if (!coordinator.join(PATIENCE)) {
                LOG.error("The recorder did not finish within {}", PATIENCE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
