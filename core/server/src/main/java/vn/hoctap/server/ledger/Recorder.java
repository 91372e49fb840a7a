package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import java.util.List;

/**
 * The one way into the ledger. A submission is recorded whole or not at all, and answered after its commit; a repeat is
 * always safe. Safe for use from any thread.
 */
public interface Recorder extends AutoCloseable {

    /** One that records in this process. */
    static Recorder start(Transactions transactions) {
        return LocalRecorder.start(transactions);
    }

    /**
     * Completes after the commit, with one receipt for each command in order. Fails with a {@link Refusal} or {@link
     * Overloaded}, or with what the database said; then nothing of the submission is recorded.
     */
    Future<List<Receipt>> record(Submission submission);

    /**
     * The same for what follows from something that is committed already, and may not be lost because others send much: it
     * is taken in however much waits. Whoever follows something must wait for the end of it before he brings more.
     */
    Future<List<Receipt>> follow(Submission submission);

    /** Something more to do after each commit of this process, quickly. */
    void afterCommit(Runnable told);

    /** Whether much is recorded: what nobody waits for should take its time. */
    boolean isBusy();

    /** Takes nothing more in, and returns when what was waiting is recorded. */
    @Override
    void close();
}
