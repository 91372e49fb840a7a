package vn.hoctap.server.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pool of connections, for single statements and for transactions. When the server is away for a moment, all methods
 * fail with {@link ConnectionLost}, and connections are made anew once it is back. Safe for use from any thread.
 */
public final class Database implements Sql, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int MAX_CONNECTIONS = 16;
    private static final int MAX_WAITING = 2_000;
    private static final int MAX_WAIT_SECONDS = 30;
    private static final int MAX_PREPARED_STATEMENTS = 256;
    private static final int MAX_PIPELINED = 64;

    private final Vertx vertx;
    private final PostgresAddress address;
    private final Pool pool;

    private Database(Vertx vertx, PostgresAddress address, Pool pool) {
        this.vertx = vertx;
        this.address = address;
        this.pool = pool;
    }

    /**
     * Migrates, then opens the pool.
     *
     * @throws DatabaseUnavailable when the server cannot be reached or its tables not brought up to date
     */
    public static Database open(Vertx vertx, PostgresAddress address) {
        Migrations.run(address);
        PoolOptions limits = new PoolOptions()
                .setMaxSize(MAX_CONNECTIONS)
                .setMaxWaitQueueSize(MAX_WAITING)
                .setConnectionTimeout(MAX_WAIT_SECONDS)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS);
        Pool pool = PgBuilder.pool()
                .with(limits)
                .connectingTo(options(address))
                .using(vertx)
                .build();
        return new Database(vertx, address, pool);
    }

    /**
     * A connection of its own, besides the pool.
     *
     * @param settings of the server for this session
     * @param patience for each statement, and for connecting
     * @param ended told when it is closed, on any thread
     */
    public Session session(Map<String, String> settings, Duration patience, Runnable ended) {
        PgConnectOptions options = options(address);
        settings.forEach(options::addProperty);
        return Session.open(vertx, options, patience, ended);
    }

    private static PgConnectOptions options(PostgresAddress address) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setDatabase(address.database())
                .setUser(address.user())
                .setPassword(address.password())
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(MAX_PREPARED_STATEMENTS)
                .setPipeliningLimit(MAX_PIPELINED)
                .setProperties(new HashMap<>(Map.of("timezone", "UTC", "application_name", "hoctap")));
        return switch (address.tls()) {
            case DISABLE -> options.setSslMode(SslMode.DISABLE);
            case REQUIRE -> options.setSslMode(SslMode.REQUIRE).setSslOptions(new ClientSSLOptions().setTrustAll(true));
            case VERIFY_FULL ->
                options.setSslMode(SslMode.VERIFY_FULL)
                        .setSslOptions(new ClientSSLOptions().setHostnameVerificationAlgorithm("HTTPS"));
        };
    }

    @Override
    public Future<RowSet<Row>> send(String sql, @Nullable Object... arguments) {
        return send(pool, sql, arguments);
    }

    /** Commits what the work did, or rolls it back when it throws anything. */
    public <T> T inTransaction(Function<Sql, T> work) {
        SqlConnection connection = Await.on(named(pool.getConnection()));
        try {
            return inTransaction(connection, work);
        } finally {
            giveBack(connection);
        }
    }

    private static <T> T inTransaction(SqlConnection connection, Function<Sql, T> work) {
        Transaction transaction = Await.on(named(connection.begin()));
        T result;
        try {
            result = work.apply((sql, arguments) -> send(connection, sql, arguments));
        } catch (Throwable failure) {
            rollBack(transaction, failure);
            throw failure;
        }
        Await.on(named(transaction.commit()));
        return result;
    }

    /** A transaction in which a statement failed is rolled back by the client itself; a second time is no news. */
    private static void rollBack(Transaction transaction, Throwable failure) {
        try {
            Await.on(named(transaction.rollback()));
        } catch (RuntimeException again) {
            failure.addSuppressed(again);
        }
    }

    private static Future<RowSet<Row>> send(SqlClient client, String sql, @Nullable Object... arguments) {
        return named(
                arguments.length == 0
                        ? client.preparedQuery(sql).execute()
                        : client.preparedQuery(sql).execute(Tuple.wrap(Arrays.asList(arguments))));
    }

    /** Fails with {@link ConnectionLost} when it is that. */
    private static <T> Future<T> named(Future<T> future) {
        return future.recover(failure -> Future.failedFuture(ConnectionLost.named(failure)));
    }

    /** One that broke is gone from the pool by itself; what it broke of is told by what was done with it. */
    private static void giveBack(SqlConnection connection) {
        try {
            Await.on(named(connection.close()));
        } catch (ConnectionLost broken) {
            LOG.debug("A broken connection was given back", broken);
        }
    }

    @Override
    public void close() {
        Await.on(pool.close());
    }
}
