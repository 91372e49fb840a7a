package vn.hoctap.bench;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a fact costs when three million are stored, compared with a hundred thousand: the same server, which is warm and knows
 * everybody, with one table of facts and the other in turn, each cleaned up before. All facts of the large one come over HTTP. No
 * checkpoint is asked for, since both tables pay for those that come by themselves: one that is forced just before a short measurement charges it
 * with pages that are otherwise written once a minute.
 */
final class GrowthBench implements Benchmark {
    private static final Warmth LOAD = new Warmth(64, 100);
    private static final long SMALL = 100_000;
    private static final long LARGE = 3_000_000;

    private static final Duration FILL_LIMIT = Duration.ofMinutes(10);
    private static final int FILL_SECONDS = 5;
    private static final String COUNT = "select count(*) from fact";

    @Override
    public Figure run(Effort effort, Told told) throws InterruptedException {
        try (Scratch scratch = Scratch.make();
                Product product = Product.start(scratch.folder().resolve("data"));
                Postgres database = Postgres.of(product)) {
            Crowd.enter(database, effort.people());
            Crowd.appraise(product, effort.people());
            return measure(effort, told, product, database);
        }
    }

    private static Figure measure(Effort effort, Told told, Product product, Postgres database)
            throws InterruptedException {
        told.line("%,d people; warming up, then %,d facts are brought ...".formatted(effort.people(), LARGE));
        LOAD.reach(List.of(product), effort, told);
        fill(database, product, effort);
        // In a server that has run for a while, whoever was entered was counted long ago.
        database.awaitCounted();
        List<Double> figures = new ArrayList<>();
        List<Double> references = new ArrayList<>();
        database.run("create table fact_few (like fact including all)");
        for (int round = 1; round <= effort.rounds(); round++) {
            toFew(database);
            references.add(measured(effort, told, product, database));
            toMany(database);
            figures.add(measured(effort, told, product, database));
        }
        return Figure.ofRounds("growth", figures, "facts/s", references);
    }

    private static double measured(Effort effort, Told told, Product product, Postgres database)
            throws InterruptedException {
        long stored = database.count(COUNT);
        Log before = Log.of(database);
        Cpu begin = Cpu.of(product);
        Generator.Load load = LOAD.load(List.of(product), effort, effort.seconds());
        String cost = Cpu.of(product).since(begin, (double) load.acknowledged());
        Log after = Log.of(database);
        told.line(String.format(
                Locale.ROOT,
                "%,9d stored: %,.0f facts/s; CPU microseconds a fact: %s; %,.0f bytes of log a fact, %.3f whole pages",
                stored,
                load.rate(),
                cost,
                (after.bytes() - before.bytes()) / (double) load.acknowledged(),
                (after.pages() - before.pages()) / (double) load.acknowledged()));
        return load.rate();
    }

    /** @param pages written whole, because they changed for the first time since a checkpoint */
    private record Log(long bytes, long pages) {
        static Log of(Postgres database) {
            Row row = database.row("select wal_bytes::bigint, wal_fpi from pg_stat_wal");
            return new Log(row.getLong(0), row.getLong(1));
        }
    }

    /** A hundred thousand of the facts take the place of all; what is kept of people stays as it is. */
    private static void toFew(Postgres database) {
        swap(database, "fact_many", "fact_few");
        database.run("truncate fact");
        database.run("insert into fact select * from fact_many limit " + SMALL);
        database.run("vacuum analyze fact");
    }

    private static void toMany(Postgres database) {
        swap(database, "fact_few", "fact_many");
        database.run("vacuum analyze fact");
    }

    private static void swap(Postgres database, String away, String back) {
        database.run(
                "begin; alter table fact rename to %s; alter table %s rename to fact; commit".formatted(away, back));
    }

    private static void fill(Postgres database, Product product, Effort effort) throws InterruptedException {
        long end = System.nanoTime() + FILL_LIMIT.toNanos();
        long stored = database.count(COUNT);
        while (stored < LARGE && System.nanoTime() < end) {
            LOAD.load(List.of(product), effort, FILL_SECONDS);
            stored = database.count(COUNT);
        }
        if (stored < LARGE) {
            throw new BenchFailed("Only %,d of %,d facts came within %s; the machine is busy or the server too slow."
                    .formatted(stored, LARGE, FILL_LIMIT));
        }
        database.run("vacuum analyze fact");
    }
}
