package vn.hoctap.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a fact costs when three million are stored, compared with a hundred thousand: two servers in turn, both warm, each with
 * a database of its own, and both know everybody. All facts come over HTTP, so that what is kept of each person grows too.
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

    /** A server with its database. */
    private record Side(Product product, Postgres database) {}

    @Override
    public Figure run(Effort effort, Told told) throws InterruptedException {
        try (Scratch scratch = Scratch.make();
                Product one = Product.start(scratch.folder().resolve("small"));
                Postgres few = Postgres.of(one);
                Product other = Product.start(scratch.folder().resolve("large"));
                Postgres many = Postgres.of(other)) {
            return measure(effort, told, new Side(one, few), new Side(other, many));
        }
    }

    private static Figure measure(Effort effort, Told told, Side small, Side large) throws InterruptedException {
        told.line("%,d people; two servers are warmed up until they know all, and one of them is filled ..."
                .formatted(effort.people()));
        fill(small, effort, told, (long) effort.people() * ACQUAINTANCE);
        fill(large, effort, told, LARGE);
        List<Double> figures = new ArrayList<>();
        List<Double> references = new ArrayList<>();
        for (int round = 1; round <= effort.rounds(); round++) {
            shrink(small.database());
            references.add(measured(effort, told, small));
            figures.add(measured(effort, told, large));
        }
        return Figure.ofRounds("growth", figures, "facts/s", references);
    }

    private static double measured(Effort effort, Told told, Side side) throws InterruptedException {
        // Whoever learned in the round before is counted by now, in a server that has run for a while.
        side.database().awaitCounted();
        side.database().run("checkpoint");
        long stored = side.database().count(COUNT);
        Cpu begin = Cpu.of(side.product());
        Generator.Load load = LOAD.load(List.of(side.product()), effort, effort.seconds());
        String cost = Cpu.of(side.product()).since(begin, (double) load.acknowledged());
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

    private static void fill(Side side, Effort effort, Told told, long wanted) throws InterruptedException {
        Crowd.enter(side.database(), effort.people());
        Crowd.appraise(side.product(), effort.people());
        LOAD.reach(List.of(side.product()), effort, told);
        long end = System.nanoTime() + FILL_LIMIT.toNanos();
        long stored = side.database().count(COUNT);
        while (stored < wanted && System.nanoTime() < end) {
            LOAD.load(List.of(side.product()), effort, FILL_SECONDS);
            stored = side.database().count(COUNT);
        }
        if (stored < wanted) {
            throw new BenchFailed("Only %,d of %,d facts came within %s; the machine is busy or the server too slow."
                    .formatted(stored, wanted, FILL_LIMIT));
        }
        side.database().run("vacuum analyze fact");
        side.database().awaitCounted();
    }
}
