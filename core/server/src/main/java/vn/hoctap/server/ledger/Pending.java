package vn.hoctap.server.ledger;

import io.vertx.core.Promise;
import java.util.List;

/** A submission and whoever waits for its answer. */
record Pending(Submission submission, Promise<List<Receipt>> promise) {
    int commands() {
        return submission.commands().size();
    }

    void answer(Batch.Answer answer) {
        switch (answer) {
            case Batch.Answer.Recorded recorded -> promise.tryComplete(recorded.receipts());
            case Batch.Answer.Refused refused -> promise.tryFail(refused.refusal());
        }
    }
}
