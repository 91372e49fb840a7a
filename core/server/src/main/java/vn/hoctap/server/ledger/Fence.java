package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import vn.hoctap.server.database.Sql;

/**
 * What keeps a recorder out whose time is over. It is the first statement of every batch's transaction; while it holds
 * there, nobody else can begin to record before that transaction is over.
 */
@FunctionalInterface
public interface Fence {
    /** For a database that has one recorder at a time by other means. */
    Fence OPEN = sql -> Future.succeededFuture();

    /** For a process that only looks. */
    Fence SHUT = sql -> Future.failedFuture(new Deposed("This process records nothing."));

    /** Sends without waiting. Fails with {@link Deposed} when another one records now; then nothing may be committed. */
    Future<?> send(Sql sql);
}
