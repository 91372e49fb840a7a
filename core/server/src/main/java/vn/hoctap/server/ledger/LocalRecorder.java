package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import java.util.List;
import vn.hoctap.server.ledger.Command.Count;

/**
 * Records in this process. Collectives are counted on a thread of their own (decision 37): nothing that flies concerns
 * them, and no new fact of a person is to wait until a commune has been counted.
 */
final class LocalRecorder implements Recorder {
    private final Recorder main;
    private final Recorder counting;

    private LocalRecorder(Recorder main, Recorder counting) {
        this.main = main;
        this.counting = counting;
    }

    static LocalRecorder start(Transactions transactions) {
        return new LocalRecorder(
                GroupCommit.start(transactions), GroupCommit.start("hoctap-counting", transactions.beside()));
    }

    private Recorder of(Submission submission) {
        return submission.commands().stream().allMatch(Count.class::isInstance) ? counting : main;
    }

    @Override
    public Future<List<Receipt>> record(Submission submission) {
        return of(submission).record(submission);
    }

    @Override
    public Future<List<Receipt>> follow(Submission submission) {
        return of(submission).follow(submission);
    }

    @Override
    public void afterCommit(Runnable told) {
        main.afterCommit(told);
        counting.afterCommit(told);
    }

    /** Counting follows what is recorded; by itself it is no reason to take one's time. */
    @Override
    public boolean isBusy() {
        return main.isBusy();
    }

    @Override
    public void close() {
        counting.close();
        main.close();
    }
}
