package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records in this process. Submissions that arrive while a transaction runs wait for it and then share the next one, so
 * that many clients cost few commits and a single one waits for nobody.
 */
final class GroupCommit implements Recorder {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int MAX_BATCH = 1_000;
    private static final int MAX_WAITING = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Transactions transactions;
    private final Inbox inbox;
    private final Thread coordinator;
    private volatile Runnable committed = () -> {};

    private GroupCommit(Transactions transactions, int maxWaiting) {
        this.transactions = transactions;
        this.inbox = new Inbox(maxWaiting);
        // A thread of the system: folding is work for the processor, and plugins' code must not hold it up elsewhere.
        this.coordinator = Thread.ofPlatform().name("hoctap-recorder").daemon().unstarted(this::run);
    }

    static GroupCommit start(Transactions transactions) {
        return start(transactions, MAX_WAITING);
    }

    /** @param maxWaiting how many commands may wait */
    static GroupCommit start(Transactions transactions, int maxWaiting) {
        GroupCommit recorder = new GroupCommit(transactions, maxWaiting);
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
        committed = told;
    }

    private void run() {
        try {
            for (List<Pending> batch = inbox.take(MAX_BATCH); !batch.isEmpty(); batch = inbox.take(MAX_BATCH)) {
                record(batch);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** When a batch fails as a whole, each submission is tried alone, so that a poisonous one fails alone. */
    private void record(List<Pending> batch) {
        try {
            answer(batch);
        } catch (RuntimeException | Error failure) {
            if (batch.size() == 1) {
                LOG.warn("A submission of {} commands failed", batch.getFirst().commands(), failure);
                batch.getFirst().promise().tryFail(failure);
            } else {
                LOG.info("A batch of {} submissions failed and is tried one by one", batch.size());
                batch.forEach(pending -> record(List.of(pending)));
            }
        }
    }

    private void answer(List<Pending> batch) {
        List<Batch.Answer> answers =
                transactions.commit(batch.stream().map(Pending::submission).toList());
        for (int i = 0; i < answers.size(); i++) {
            batch.get(i).answer(answers.get(i));
        }
        committed.run();
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
