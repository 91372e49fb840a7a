package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import vn.hoctap.server.database.Sql;

/** Lets pass what belongs to the current epoch, and holds the next one off until it is committed. */
record EpochFence(long epoch) implements Fence {
    private static final String OVER = "RC001";

    @Override
    public Future<?> send(Sql sql) {
        return sql.send("select fence($1)", epoch)
                .recover(failure -> Future.failedFuture(
                        failure instanceof PgException said && OVER.equals(said.getSqlState())
                                ? new Deposed(String.valueOf(said.getErrorMessage()))
                                : failure));
    }
}
