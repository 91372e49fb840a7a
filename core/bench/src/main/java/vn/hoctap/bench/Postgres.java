package vn.hoctap.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The database of a running {@link Product}, for seeding it and for the references. */
final class Postgres implements AutoCloseable {
    /** The line of PostgreSQL's own status file that names the port. */
    private static final int PORT_LINE = 3;

    private static final String UNCOUNTED = """
            select count(*) from (
                select 1 from rollup_pending union all select 1 from outbox o, follower f
                    where stirred is not null and (o.xid, o.id) > (f.xid, f.id)) waiting""";

    private static final Duration COUNTING_LIMIT = Duration.ofMinutes(2);
    private static final long PAUSE_NANOS = 100_000_000;

    private final Vertx vertx = Vertx.vertx();
    private final PgConnectOptions options;
    private final PgConnection connection;

    private Postgres(Path data) throws IOException {
        options = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port(data))
                .setDatabase("hoctap")
                .setUser("hoctap")
                .setPassword(Files.readString(data.resolve("postgres.password")).strip())
                .setCachePreparedStatements(true);
        connection = await(PgConnection.connect(vertx, options));
    }

    /** Of the database that runs in this folder. */
    static int port(Path data) throws IOException {
        return Integer.parseInt(Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"))
                .get(PORT_LINE)
                .strip());
    }

    static Postgres of(Product product) {
        return in(product.data());
    }

    /** @param data the folder in which it runs */
    static Postgres in(Path data) {
        try {
            return new Postgres(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connections of their own, spread over the event loops. */
    List<PgConnection> connect(int count) {
        List<PgConnection> opened = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            opened.add(await(PgConnection.connect(vertx, options)));
        }
        return opened;
    }

    void run(String sql) {
        await(connection.query(sql).execute());
    }

    RowSet<Row> run(String sql, Tuple values) {
        return await(connection.preparedQuery(sql).execute(values));
    }

    long count(String sql) {
        return await(connection.query(sql).execute()).iterator().next().getLong(0);
    }

    /** Until nobody waits for the figures of dashboards any more, so that nothing works beside what is measured. */
    void awaitCounted() {
        long end = System.nanoTime() + COUNTING_LIMIT.toNanos();
        while (count(UNCOUNTED) > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
