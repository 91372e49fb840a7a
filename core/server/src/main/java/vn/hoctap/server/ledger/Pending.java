package vn.hoctap.server.ledger;

import io.vertx.core.Promise;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A submission and whoever waits for its answer. What he does with it is no concern of those who wait beside him. */
record Pending(Submission submission, Promise<List<Receipt>> promise, long size) {
    private static final Logger LOG = LoggerFactory.getLogger(Pending.class);

    Pending(Submission submission, Promise<List<Receipt>> promise) {
        this(submission, promise, submission.size());
    }

    int commands() {
        return submission.commands().size();
    }

    void answer(Batch.Answer answer) {
        tell(() -> {
            switch (answer) {
                case Batch.Answer.Recorded recorded -> promise.tryComplete(recorded.receipts());
                case Batch.Answer.Refused refused -> promise.tryFail(refused.refusal());
            }
        });
    }

    void fail(Throwable failure) {
        tell(() -> promise.tryFail(failure));
    }

    private static void tell(Runnable telling) {
        try {
            telling.run();
        } catch (Throwable thrown) {
            LOG.error("Somebody could not be told what became of his submission", thrown);
        }
    }
}
