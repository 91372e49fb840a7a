package vn.hoctap.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What PostgreSQL does when it is only asked to store: activities as {@code jsonb}, one index beside the key, and nothing
 * is read, judged or answered.
 */
final class RawInserts implements AutoCloseable {
    private static final String TABLE = "bench_raw";
    private static final String ROW =
            "(id uuid primary key, subject bigint not null, at timestamptz not null," + " body jsonb not null)";
    private static final String MANY = "insert into " + TABLE + " select i, s, a, b::jsonb"
            + " from unnest($1::uuid[], $2::bigint[], $3::timestamptz[], $4::text[]) u(i, s, a, b)";
    private static final String ONE =
            "insert into " + TABLE + " (id, subject, at, body) values ($1, $2, $3, $4::text::jsonb)";

    private final Postgres database;
    private final List<PgConnection> connections;
    private final int rows;
    private final int people;

    /** @param rows of one statement */
    RawInserts(Postgres database, int connections, int rows, int people) {
        this.database = database;
        this.connections = database.connect(connections);
        this.rows = rows;
        this.people = people;
        // Tidying up after the reference must not fall into the time in which the figure is measured.
        database.run("create table if not exists " + TABLE + " " + ROW + " with (autovacuum_enabled = off)");
        database.run("create index if not exists bench_raw_subject_at on " + TABLE + " (subject, at)");
    }

    /** Rows a second. */
    double run(double seconds) {
        AtomicLong inserted = new AtomicLong();
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * 1e9);
        SplittableRandom random = new SplittableRandom();
        List<Future<Void>> running = connections.stream()
                .map(connection -> insert(connection, end, inserted, random.split()))
                .toList();
        Postgres.await(Future.all(running));
        return inserted.get() / ((System.nanoTime() - begin) / 1e9);
    }

    private Future<Void> insert(PgConnection connection, long end, AtomicLong inserted, SplittableRandom random) {
        Promise<Void> over = Promise.promise();
        insert(connection, end, inserted, random, over);
        return over.future();
    }

    /** Each statement after the one before; the end of the last is not the end of all of them one within the other. */
    private void insert(
            PgConnection connection, long end, AtomicLong inserted, SplittableRandom random, Promise<Void> over) {
        if (System.nanoTime() >= end) {
            over.complete();
            return;
        }
        Future<RowSet<Row>> sent = rows == 1
                ? connection.preparedQuery(ONE).execute(one(random))
                : connection.preparedQuery(MANY).execute(many(random));
        sent.onSuccess(done -> {
                    inserted.addAndGet(done.rowCount());
                    insert(connection, end, inserted, random, over);
                })
                .onFailure(over::fail);
    }

    private Tuple one(SplittableRandom random) {
        return Tuple.of(id(random), (long) random.nextInt(people), now(), body(new Activities(1, people, random)));
    }

    private Tuple many(SplittableRandom random) {
        UUID[] ids = new UUID[rows];
        Long[] subjects = new Long[rows];
        OffsetDateTime[] times = new OffsetDateTime[rows];
        String[] bodies = new String[rows];
        String body = body(new Activities(1, people, random));
        OffsetDateTime now = now();
        for (int i = 0; i < rows; i++) {
            ids[i] = id(random);
            subjects[i] = (long) random.nextInt(people);
            times[i] = now;
            bodies[i] = body;
        }
        return Tuple.wrap(List.of(ids, subjects, times, bodies));
    }

    private static String body(Activities activities) {
        return new String(activities.next(), StandardCharsets.UTF_8);
    }

    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC);
    }

    private static UUID id(SplittableRandom random) {
        return new UUID(
                System.currentTimeMillis() << 16 | 0x7000L | random.nextInt(1 << 12),
                random.nextLong() >>> 2 | Long.MIN_VALUE);
    }

    /** Bytes of a stored row, without the indexes. */
    long rowBytes() {
        return database.count(
                "select coalesce(avg(pg_column_size(r.*)), 0)::bigint from (select * from " + TABLE + " limit 1000) r");
    }

    @Override
    public void close() {
        connections.forEach(connection -> Postgres.await(connection.close()));
        database.run("drop table " + TABLE);
    }
}
