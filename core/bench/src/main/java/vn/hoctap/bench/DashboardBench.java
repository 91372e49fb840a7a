package vn.hoctap.bench;

import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many dashboards of a province a second are answered to a few clients, compared with reading the same figures of the
 * same units over as many connections of the database and nothing else. How many people the province has makes no
 * difference; that they are all counted first is shown beside it.
 */
final class DashboardBench implements Benchmark {
    private static final int CLIENTS = 8;
    private static final int MAX_PEOPLE = 50_000;
    private static final String UNIT = "ninh-binh";
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final long PAUSE_MILLIS = 100;
    private static final String FIGURES = """
            select r.unit, f.name, r.n from rollup r join rollup_figure f on f.id = r.figure
            where r.cycle = (select max(cycle) from rollup_cycle)
                and r.unit in ('ninh-binh', 'quang-vinh')""";
    private static final String WAITING = """
            select (select count(*) from rollup_pending)
                + (select count(*) from rollup_sweep where swept is not null)""";

    /** One answer. */
    private interface Reading {
        void read(int client) throws InterruptedException;
    }

    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public Figure run(Effort effort, Told told) throws InterruptedException {
        int people = Math.min(effort.people(), MAX_PEOPLE);
        try (Scratch scratch = Scratch.make();
                Product product = Product.start(scratch.folder().resolve("data"));
                Postgres database = Postgres.of(product)) {
            Crowd.enter(database, people);
            count(database, people, told);
            return measure(effort, told, product, database);
        }
    }

    private static void count(Postgres database, int people, Told told) throws InterruptedException {
        long begin = System.nanoTime();
        database.run("update rollup_sweep set swept = 0");
        while (database.count(WAITING) > 0) {
            if (System.nanoTime() - begin > LIMIT.toNanos()) {
                throw new BenchFailed("Everybody was not counted within %s; the machine is busy.".formatted(LIMIT));
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        told.line(String.format(Locale.ROOT, "%,d people counted anew: %,.0f people/s", people, people / seconds));
        database.run("vacuum analyze");
    }

    private Figure measure(Effort effort, Told told, Product product, Postgres database) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + product.port() + "/api/v1/org-units/" + UNIT + "/dashboard"))
                .header("Authorization", "Bearer " + product.token())
                .build();
        List<PgConnection> connections = database.connect(CLIENTS);
        Reading answered = number -> get(request);
        Reading read = number ->
                Postgres.await(connections.get(number).preparedQuery(FIGURES).execute());
        rate(answered, effort.warmSeconds());
        List<Double> figures = new ArrayList<>();
        List<Double> references = new ArrayList<>();
        for (int round = 1; round <= effort.rounds(); round++) {
            figures.add(rate(answered, effort.seconds()));
            references.add(rate(read, effort.seconds()));
            told.line(String.format(
                    Locale.ROOT,
                    "dashboards: %,.0f/s; their figures alone: %,.0f/s",
                    figures.getLast(),
                    references.getLast()));
        }
        return Figure.ofRounds("dashboard", figures, "dashboards/s", references);
    }

    private void get(HttpRequest request) throws InterruptedException {
        try {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new BenchFailed("A dashboard is answered " + response.statusCode() + ": " + response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double rate(Reading reading, int seconds) throws InterruptedException {
        AtomicLong done = new AtomicLong();
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int number = i;
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    while (System.nanoTime() < end) {
                        reading.read(number);
                        done.incrementAndGet();
                    }
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return done.get() / ((System.nanoTime() - begin) / 1e9);
    }
}
