package vn.hoctap.server.database;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection of its own, for what lives and dies with it. Whatever takes longer than its patience fails with {@link
 * ConnectionLost}, so that a server that has vanished without a word is noticed.
 */
public final class Session implements Sql, AutoCloseable {
    private final Context context;
    private final PgConnection connection;
    private final Duration patience;

    private Session(Context context, PgConnection connection, Duration patience) {
        this.context = context;
        this.connection = connection;
        this.patience = patience;
    }

    /** @param ended told once, on any thread, when the connection is closed from whichever side */
    static Session open(Vertx vertx, PgConnectOptions options, Duration patience, Runnable ended) {
        Context context = vertx.getOrCreateContext();
        Future<PgConnection> connecting = PgConnection.connect(vertx, options);
        try {
            PgConnection connection = Await.on(within(connecting, patience));
            connection.closeHandler(closed -> ended.run());
            return new Session(context, connection, patience);
        } catch (ConnectionLost late) {
            connecting.onSuccess(PgConnection::close);
            throw late;
        }
    }

    /**
     * Statements are executed in the order in which they are sent, from whichever threads. The connection alone would not see
     * to that: what its own event loop sends overtakes what another thread sent before and is still on the way to the loop.
     */
    @Override
    public Future<RowSet<Row>> send(String sql, @Nullable Object... arguments) {
        Promise<RowSet<Row>> promise = Promise.promise();
        context.runOnContext(turn -> within(execute(sql, arguments), patience).onComplete(promise));
        return promise.future();
    }

    /**
     * Sends several statements at once, which costs less than one by one. The time that they take is the caller's to watch.
     *
     * @param sending sends them to what it is given, later, on the connection's own thread, and must not wait
     */
    public void together(Consumer<Sql> sending) {
        context.runOnContext(turn -> sending.accept((sql, arguments) ->
                execute(sql, arguments).recover(failure -> Future.failedFuture(ConnectionLost.named(failure)))));
    }

    /** What takes longer than the session's patience fails. */
    public <T> Future<T> inTime(Future<T> future) {
        return within(future, patience);
    }

    private Future<RowSet<Row>> execute(String sql, @Nullable Object... arguments) {
        return connection.preparedQuery(sql).execute(Tuple.wrap(Arrays.asList(arguments)));
    }

    /** @param noticed told of whatever this session listens to, on any thread */
    public void onNotice(Runnable noticed) {
        connection.notificationHandler(notice -> noticed.run());
    }

    private static <T> Future<T> within(Future<T> future, Duration patience) {
        return future.timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(
                        failure instanceof TimeoutException
                                ? ConnectionLost.silent(patience, failure)
                                : ConnectionLost.named(failure)));
    }

    /** Does not wait: the other side may be gone. */
    @Override
    public void close() {
        connection.close();
    }
}
