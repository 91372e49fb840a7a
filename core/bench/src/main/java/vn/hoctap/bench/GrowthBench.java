package vn.hoctap.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a fact costs when three million are stored, compared with a hundred thousand, in one server that is warm and knows
 * all people by then. The facts in between come over HTTP as well, so that what is kept of each person grows too.
 */
final class GrowthBench implements Benchmark {
    private static final Warmth LOAD = new Warmth(64, 100);
    private static final long SMALL = 100_000;
    private static final long LARGE = 3_000_000;
    /** So many facts for each person leave nobody without any. */
    private static final int ACQUAINTANCE = 6;

    private static final Duration FILL_LIMIT = Duration.ofMinutes(6);
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
        told.line("%,d people; warming up until all are known ...".formatted(effort.people()));
        LOAD.reach(List.of(product), effort, told);
        fill(database, product, effort, (long) effort.people() * ACQUAINTANCE);
        // In a server that has run for a while, whoever was entered was counted long ago.
        database.awaitCounted();
        List<Double> small = new ArrayList<>();
        for (int round = 1; round <= effort.rounds(); round++) {
            shrink(database);
            small.add(measured(effort, told, product, database));
        }
        fill(database, product, effort, LARGE);
        List<Double> large = new ArrayList<>();
        for (int round = 1; round <= effort.rounds(); round++) {
            large.add(measured(effort, told, product, database));
        }
        return new Figure("growth", Median.of(large), "facts/s", Median.of(small));
    }

    private static double measured(Effort effort, Told told, Product product, Postgres database)
            throws InterruptedException {
        database.run("checkpoint");
        long stored = database.count(COUNT);
        Cpu begin = Cpu.of(product);
        Generator.Load load = LOAD.load(List.of(product), effort, effort.seconds());
        String cost = Cpu.of(product).since(begin, (double) load.acknowledged());
        told.line(String.format(
                Locale.ROOT, "%,9d stored: %,.0f facts/s; CPU microseconds a fact: %s", stored, load.rate(), cost));
        return load.rate();
    }

    /** Everything but so many facts is thrown away; what is kept of people stays as it is. */
    private static void shrink(Postgres database) {
        database.run("create table bench_kept as select * from fact limit " + SMALL);
        database.run("truncate fact");
        database.run("insert into fact select * from bench_kept");
        database.run("drop table bench_kept");
        database.run("vacuum analyze fact");
    }

    private static void fill(Postgres database, Product product, Effort effort, long wanted)
            throws InterruptedException {
        long end = System.nanoTime() + FILL_LIMIT.toNanos();
        long stored = database.count(COUNT);
        while (stored < wanted && System.nanoTime() < end) {
            LOAD.load(List.of(product), effort, FILL_SECONDS);
            stored = database.count(COUNT);
        }
        if (stored < wanted) {
            throw new BenchFailed("Only %,d of %,d facts came within %s; the machine is busy or the server too slow."
                    .formatted(stored, wanted, FILL_LIMIT));
        }
        database.run("vacuum analyze fact");
    }
}
