package vn.hoctap.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vn.hoctap.bench.SteadyLoad.Marked;

/**
 * From sending an activity to the moment when another client hears of the title that it earned, while the server has half
 * of what it can do to do. The figure is how often a second that would fit into the time that 99 of 100 stay below.
 */
final class LatencyBench implements Benchmark {
    /** Who find out how much the server can do. */
    private static final int CLIENTS = 64;
    /** So many connections share the steady pace: a request is sent when it is due unless all of them wait for an answer. */
    private static final int CROWD = 512;

    /** The number of the first person who earns a title; below are all others. */
    private static final int FIRST = 900_000;

    private static final int TITLES_A_SECOND = 50;
    /** While warming up: what only a title asks for is compiled as soon as what every activity does. */
    private static final int TITLES_TO_WARM_UP = 200;

    private static final double BAR_MILLIS = 50;
    private static final double SECOND_MILLIS = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public Figure run(Effort asked, Told told) throws InterruptedException {
        Effort effort = asked.among(FIRST);
        int people = effort.people();
        try (Scratch scratch = Scratch.make();
                Product product = Product.start(scratch.folder().resolve("data"));
                Postgres database = Postgres.of(product);
                Listener listener = Listener.of(product)) {
            Crowd.enter(database, people);
            int titles = (effort.warmSeconds() + 1) * TITLES_TO_WARM_UP
                    + effort.rounds() * (effort.seconds() + 1) * TITLES_A_SECOND;
            Crowd.enterAwardees(database, product, FIRST, titles);
            told.line("%,d people; warming up for %d seconds at least after everybody was met once ..."
                    .formatted(people, effort.warmSeconds()));
            Generator.meetAll(product, people);
            // In a server that has run for a while, whoever was entered was counted long ago.
            database.awaitCounted();
            double whole = capacity(effort, told, product);
            told.line(String.format(Locale.ROOT, "The server records %,.0f single activities a second.", whole));
            // As in a database that has run for a while, the log goes on in segments that are there already.
            database.run("checkpoint");
            try (SteadyLoad load = new SteadyLoad(product, CROWD, people)) {
                return measure(effort, told, load, listener, whole / 2);
            }
        }
    }

    private static double capacity(Effort effort, Told told, Product product) throws InterruptedException {
        Warmth load = new Warmth(CLIENTS, 1);
        load.reach(List.of(product), effort, told);
        return load.load(List.of(product), effort, effort.seconds()).rate();
    }

    private static Figure measure(Effort effort, Told told, SteadyLoad load, Listener listener, double rate)
            throws InterruptedException {
        List<Double> figures = new ArrayList<>();
        int first = FIRST;
        for (int round = 0; round <= effort.rounds(); round++) {
            boolean warm = round == 0;
            int every = (int) Math.ceil(rate / (warm ? TITLES_TO_WARM_UP : TITLES_A_SECOND));
            Map<Integer, Long> due = new ConcurrentHashMap<>();
            List<Integer> answers = load.run(
                    rate,
                    warm ? effort.warmSeconds() : effort.seconds(),
                    new Marked(first, every),
                    (at, person) -> due.put(person, at));
            if (warm && due.isEmpty()) {
                continue;
            }
            List<Double> waits = waits(due, listener.heard());
            first += due.size();
            double p99 = percentile(waits, 0.99);
            if (!warm) {
                figures.add(SECOND_MILLIS / p99);
            }
            told.line(String.format(
                    Locale.ROOT,
                    "%s: at %,.0f a second another client hears of %,d titles within p50 %.1f, p95 %.1f, p99 %.1f ms"
                            + " (bar %.0f); answers p50 %.1f, p99 %.1f ms",
                    warm ? "warming up" : "round " + round,
                    rate,
                    waits.size(),
                    percentile(waits, 0.5),
                    percentile(waits, 0.95),
                    p99,
                    BAR_MILLIS,
                    answers.get(answers.size() / 2) / SECOND_MILLIS,
                    answers.get((int) (answers.size() * 0.99)) / SECOND_MILLIS));
        }
        return new Figure("latency", Median.of(figures), "1/s", SECOND_MILLIS / BAR_MILLIS);
    }

    /** In milliseconds, sorted. */
    private static List<Double> waits(Map<Integer, Long> due, Map<Integer, Long> heard) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!heard.keySet().containsAll(due.keySet())) {
            if (System.nanoTime() > end) {
                throw new BenchFailed("Of %,d titles another client did not hear within %s."
                        .formatted(
                                due.keySet().stream()
                                        .filter(person -> !heard.containsKey(person))
                                        .count(),
                                PATIENCE));
            }
            Thread.sleep(1);
        }
        List<Double> waits = new ArrayList<>();
        due.forEach((person, at) -> waits.add((heard.getOrDefault(person, at) - at) / 1e6));
        waits.sort(null);
        return waits;
    }

    private static double percentile(List<Double> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share));
    }
}
