package vn.hoctap.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Activities over HTTP into the finished server with everything it ships, in turn with raw inserts into the same
 * database. At the end every acknowledged fact must be stored.
 *
 * @param rows of one raw statement
 * @param floor raw rows a second below which the machine is busy with something else
 */
record LoadBench(String name, int clients, int activities, int connections, int rows, double floor)
        implements Benchmark {
    static final String FACTS = "select count(*) from fact f join subject s on s.key = f.subject" + " where s.id like '"
            + Crowd.PREFIX + "%'";
    /** One row for each. */
    static final String COMMITS = "select coalesce(max(id), 0) from outbox";

    private static final String FACT_BYTES =
            "select coalesce(avg(pg_column_size(f.*)), 0)::bigint from (select * from fact limit 1000) f";

    /** Arrays of 100. */
    static LoadBench ingest() {
        return new LoadBench("ingest", 64, 100, 4, 1000, 40_000);
    }

    /** One activity a request. */
    static LoadBench single() {
        return new LoadBench("single", 64, 1, 64, 1, 8_000);
    }

    @Override
    public Figure run(Effort effort, Told told) throws InterruptedException {
        try (Scratch scratch = Scratch.make();
                Product product = Product.start(scratch.folder().resolve("data"));
                Postgres database = Postgres.of(product)) {
            Crowd.enter(database, effort.people());
            Crowd.appraise(product, effort.people());
            told.line("%,d people; warming up for %d seconds at least after everybody was met once ..."
                    .formatted(effort.people(), effort.warmSeconds()));
            long met = Generator.meetAll(product, effort.people());
            try (RawInserts raw = new RawInserts(database, connections, rows, effort.people())) {
                return measure(effort, told, product, database, raw, met);
            }
        }
    }

    private Figure measure(Effort effort, Told told, Product product, Postgres database, RawInserts raw, long met)
            throws InterruptedException {
        List<Double> figures = new ArrayList<>();
        List<Double> references = new ArrayList<>();
        Warmth warmth = new Warmth(clients, activities);
        raw.run(effort.warmSeconds() / 4.0);
        long acknowledged = met + warmth.reach(List.of(product), effort, told);
        // As in a database that has run for a while, the log goes on in segments that are there already.
        database.run("checkpoint");
        for (int round = 1; round <= effort.rounds(); round++) {
            database.awaitCounted();
            Cpu.awaitRest(product);
            Cpu begin = Cpu.of(product);
            double rawSeconds = effort.seconds() / 2.0;
            double reference = product.whileStill(() -> raw.run(rawSeconds));
            Cpu still = Cpu.of(product);
            // What a pause has completed goes on as under a load that lasts; that takes a fact about each person.
            acknowledged +=
                    warmth.load(List.of(product), effort, effort.seconds()).acknowledged();
            Cpu middle = Cpu.of(product);
            long before = database.count(COMMITS);
            Generator.Load load = warmth.load(List.of(product), effort, effort.seconds());
            double facts = (double) load.acknowledged() / Math.max(1, database.count(COMMITS) - before);
            Cpu end = Cpu.of(product);
            acknowledged += load.acknowledged();
            references.add(reference);
            figures.add(load.rate());
            told.line(String.format(
                    Locale.ROOT,
                    "round %d: raw %,.0f rows/s; Hoctap %,.0f facts/s (p50 %.1f ms, p99 %.1f ms, %d refused); ratio %.3f",
                    round,
                    reference,
                    load.rate(),
                    load.percentile(0.5),
                    load.percentile(0.99),
                    load.refused(),
                    load.rate() / reference));
            told.line("         %.0f facts a commit; CPU microseconds a fact: ".formatted(facts)
                    + end.since(middle, (double) load.acknowledged()) + "; a raw row: "
                    + still.since(begin, reference * rawSeconds));
        }
        check(acknowledged, database.count(FACTS));
        told.line("%,d facts acknowledged and stored; a row has %d bytes, a raw one %d"
                .formatted(acknowledged, database.count(FACT_BYTES), raw.rowBytes()));
        Figure figure = Figure.ofRounds(name, figures, "facts/s", references);
        if (figure.reference() < floor) {
            told.line(String.format(
                    Locale.ROOT,
                    "The machine is busy: raw inserts reach %,.0f rows/s where %,.0f are usual at least. Measure again.",
                    figure.reference(),
                    floor));
        }
        return figure;
    }

    static void check(long acknowledged, long stored) {
        if (acknowledged != stored) {
            throw new BenchFailed("%,d facts were acknowledged, but %,d are stored.".formatted(acknowledged, stored));
        }
    }
}
