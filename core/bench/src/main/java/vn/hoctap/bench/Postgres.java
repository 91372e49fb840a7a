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
    /** The lines of PostgreSQL's own status file that name its first process and its port. */
    private static final int PID_LINE = 0;

    private static final int PORT_LINE = 3;

    private static final String UNCOUNTED = """
            select count(*) from (
                select 1 from rollup_pending union all select 1 from outbox o, follower f
                    where stirred is not null and (o.xid, o.id) > (f.xid, f.id)) waiting""";

    private static final Duration COUNTING_LIMIT = Duration.ofMinutes(2);
    private static final long PAUSE_NANOS = 100_000_000;

    private final Path data;
    private final Vertx vertx = Vertx.vertx();
    private final PgConnectOptions options;
    private final PgConnection connection;

    private Postgres(Path data) throws IOException {
        this.data = data;
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
    static int port(Path data) {
        return status(data, PORT_LINE);
    }

    /** Of its first process, whose descendants all others are. */
    static long pid(Path data) {
        return status(data, PID_LINE);
    }

    private static int status(Path data, int line) {
        try {
            return Integer.parseInt(Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"))
                    .get(line)
                    .strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** The folder in which it runs. */
    Path data() {
        return data;
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
        return row(sql).getLong(0);
    }

    /** The first one. */
    Row row(String sql) {
        return await(connection.query(sql).execute()).iterator().next();
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
