package vn.hoctap.server.ledger;

import io.vertx.core.AsyncResult;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.ledger.Command.RecordAssessment;
import vn.hoctap.server.ledger.Command.RecordFact;
import vn.hoctap.server.ledger.Receipt.Status;

/** A submission on its way to whoever records, for as long as that takes. */
final class Errand {
    private final Submission submission;
    private final boolean follows;
    private final long begun = System.nanoTime();
    private final Promise<List<Receipt>> promise = Promise.promise();
    private final AtomicBoolean admitted = new AtomicBoolean();
    private volatile @Nullable Buffer bytes;
    private volatile boolean repeated;

    Errand(Submission submission, boolean follows) {
        this.submission = submission;
        this.follows = follows;
    }

    Submission submission() {
        return submission;
    }

    boolean follows() {
        return follows;
    }

    Promise<List<Receipt>> promise() {
        return promise;
    }

    int commands() {
        return submission.commands().size();
    }

    /** True the first time. */
    boolean admit() {
        return admitted.compareAndSet(false, true);
    }

    boolean isAdmitted() {
        return admitted.get();
    }

    Buffer bytes() {
        Buffer known = bytes;
        if (known == null) {
            known = SubmissionWire.write(submission);
            bytes = known;
        }
        return known;
    }

    boolean olderThan(Duration age) {
        return System.nanoTime() - begun > age.toNanos();
    }

    /** It has been sent, and nobody knows what became of it. */
    void repeat() {
        repeated = true;
    }

    void settle(AsyncResult<List<Receipt>> result) {
        if (result.succeeded()) {
            promise.tryComplete(repeated ? receipts(result.result()) : result.result());
        } else {
            promise.tryFail(result.cause());
        }
    }

    /** What is known under an id that was made for this submission alone, this submission has brought. */
    private List<Receipt> receipts(List<Receipt> told) {
        List<Receipt> receipts = new ArrayList<>(told);
        for (int i = 0; i < receipts.size(); i++) {
            Receipt receipt = receipts.get(i);
            if (receipt.status() == Status.DUPLICATE
                    && isOurs(submission.commands().get(i))) {
                receipts.set(i, new Receipt(receipt.id(), Status.RECORDED, receipt.titles()));
            }
        }
        return receipts;
    }

    private static boolean isOurs(Command command) {
        return (command instanceof RecordFact fact && fact.generatedId())
                || (command instanceof RecordAssessment given && given.generatedId());
    }
}
