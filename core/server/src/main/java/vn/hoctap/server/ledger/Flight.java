package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import vn.hoctap.server.database.Sql;

/**
 * A batch on its way into the database, in a transaction of its own. It was judged on what the batch before it leaves
 * behind, and so it is committed after that one, or not at all.
 */
final class Flight {
    private final long number;
    private final List<Pending> passengers;
    private final Prepared prepared;
    private final Promise<Void> landing = Promise.promise();

    Flight(long number, List<Pending> passengers, Prepared prepared) {
        this.number = number;
        this.passengers = passengers;
        this.prepared = prepared;
    }

    /** Sends everything without waiting, and the last part when {@code before} has landed. */
    void fly(Sql connection, Fence fence, Future<Void> before) {
        List<Future<?>> sent = new ArrayList<>();
        sent.add(connection.send("begin"));
        sent.add(fence.send(connection));
        prepared.news().sendTo(connection);
        before.onSuccess(landed -> {
                    prepared.rest().sendTo(connection);
                    sent.add(prepared.written());
                    // After a statement that failed it only says that there is nothing left to commit.
                    sent.add(connection.send("commit"));
                    Future.all(sent).<Void>mapEmpty().onComplete(landing);
                })
                .onFailure(broken -> connection
                        .send("rollback")
                        .onComplete(over -> landing.fail(
                                new IllegalStateException("The batch before it was not committed.", broken))));
    }

    long number() {
        return number;
    }

    List<Pending> passengers() {
        return passengers;
    }

    /** Completes with its commit. */
    Future<Void> landed() {
        return landing.future();
    }

    /** After its commit. */
    void answer() {
        for (int i = 0; i < passengers.size(); i++) {
            passengers.get(i).answer(prepared.answers().get(i));
        }
    }
}
