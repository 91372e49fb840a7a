package vn.hoctap.server.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The pool of connections, for single statements and for transactions. Safe for use from any thread. */
public final class Database implements Sql {
    private final Pool pool;

    public Database(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<RowSet<Row>> send(String sql, @Nullable Object... arguments) {
        return send(pool, sql, arguments);
    }

    /** Commits what the work did, or rolls it back when it throws anything. */
    public <T> T inTransaction(Function<Sql, T> work) {
        SqlConnection connection = Await.on(pool.getConnection());
        try {
            return inTransaction(connection, work);
        } finally {
            Await.on(connection.close());
        }
    }

    private static <T> T inTransaction(SqlConnection connection, Function<Sql, T> work) {
        Transaction transaction = Await.on(connection.begin());
        T result;
        try {
            result = work.apply((sql, arguments) -> send(connection, sql, arguments));
        } catch (Throwable failure) {
            rollBack(transaction, failure);
            throw failure;
        }
        Await.on(transaction.commit());
        return result;
    }

    /** A transaction in which a statement failed is rolled back by the client itself; a second time is no news. */
    private static void rollBack(Transaction transaction, Throwable failure) {
        try {
            Await.on(transaction.rollback());
        } catch (RuntimeException again) {
            failure.addSuppressed(again);
        }
    }

    private static Future<RowSet<Row>> send(SqlClient client, String sql, @Nullable Object... arguments) {
        return arguments.length == 0
                ? client.preparedQuery(sql).execute()
                : client.preparedQuery(sql).execute(Tuple.wrap(Arrays.asList(arguments)));
    }

    public void close() {
        Await.on(pool.close());
    }
}
