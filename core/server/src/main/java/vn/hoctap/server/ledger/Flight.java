package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.hoctap.server.database.Session;
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
    private final Set<String> ids;

    Flight(long number, List<Pending> passengers, Prepared prepared) {
        this.number = number;
        this.passengers = passengers;
        this.prepared = prepared;
        this.ids = HashSet.newHashSet(
                passengers.stream().mapToInt(Pending::commands).sum());
        passengers.forEach(passenger -> passenger.submission().commands().forEach(command -> ids.add(command.id())));
    }

    /** Whether one of them brings something under an id that this one brings too. */
    boolean meets(List<Pending> others) {
        for (Pending other : others) {
            for (Command command : other.submission().commands()) {
                if (ids.contains(command.id())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Sends everything without waiting, and the last part when {@code before} has landed. */
    void fly(Session connection, Fence fence, Future<Void> before) {
        Deferred begin = new Deferred();
        Deferred end = new Deferred();
        // After a statement that failed, the commit only says that there is nothing left to commit.
        List<Future<?>> all = List.of(begin.send("begin"), fence.send(begin), prepared.written(), end.send("commit"));
        if (before.succeeded()) {
            // In one go, which spares a small batch a turn of the connection.
            connection.together(sql -> {
                begin.sendTo(sql);
                prepared.news().sendTo(sql);
                finish(sql, all, end);
            });
            land(connection, all);
            return;
        }
        connection.together(sql -> {
            begin.sendTo(sql);
            prepared.news().sendTo(sql);
        });
        before.onSuccess(landed -> {
                    connection.together(sql -> finish(sql, all, end));
                    land(connection, all);
                })
                .onFailure(broken -> connection
                        .send("rollback")
                        .onComplete(over -> landing.tryFail(
                                new IllegalStateException("The batch before it was not committed.", broken))));
    }

    private void finish(Sql sql, List<Future<?>> all, Deferred end) {
        prepared.rest().sendTo(sql);
        // What failed in the database ends the transaction there; what never came so far does not.
        if (all.stream().anyMatch(Future::failed)) {
            sql.send("rollback").onComplete(over -> end.fail(new IllegalStateException("rolled back")));
        } else {
            end.sendTo(sql);
        }
    }

    private void land(Session connection, List<Future<?>> all) {
        connection.inTime(Future.all(all)).<Void>mapEmpty().onComplete(landing);
    }

    /** It never took off. */
    void fail(Throwable reason) {
        landing.tryFail(reason);
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
