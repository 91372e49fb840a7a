package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;

/** Statements that wait for a connection. Used by one thread until they are sent. */
final class Deferred implements Sql {
    @SuppressWarnings("ArrayRecordComponent") // parameters as the client takes them; nobody compares these records
    private record Statement(String sql, @Nullable Object[] arguments, Promise<RowSet<Row>> promise) {}

    private final List<Statement> statements = new ArrayList<>();

    @Override
    public Future<RowSet<Row>> send(String sql, @Nullable Object... arguments) {
        Promise<RowSet<Row>> promise = Promise.promise();
        statements.add(new Statement(sql, arguments, promise));
        return promise.future();
    }

    /** Nobody sends them any more. */
    void fail(Throwable reason) {
        statements.forEach(statement -> statement.promise().tryFail(reason));
    }

    /** In their order, without waiting. */
    void sendTo(Sql connection) {
        statements.forEach(statement ->
                connection.send(statement.sql(), statement.arguments()).onComplete(statement.promise()));
    }
}
