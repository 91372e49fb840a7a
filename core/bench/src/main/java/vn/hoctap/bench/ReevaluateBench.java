package vn.hoctap.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How many facts a second are read, folded and decided when everybody is judged anew, compared with reading the same facts
 * by COPY and nothing else.
 */
final class ReevaluateBench implements Benchmark {
    private static final int CLIENTS = 64;
    private static final int ACTIVITIES = 100;
    private static final int FACTS_A_PERSON = 10;
    private static final int MAX_PEOPLE = 50_000;
    private static final int CYCLE = 2026;
    private static final int FILL_SECONDS = 5;
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final long PAUSE_MILLIS = 100;
    private static final int ACCEPTED = 202;
    private static final String FACTS =
            "select count(*) from fact where extract(year from ended_at at time zone 'Asia/Ho_Chi_Minh') = " + CYCLE;
    private static final String COPY = "copy fact to program 'cat > /dev/null' (format binary)";

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @Override
    public Figure run(Effort effort, Told told) throws InterruptedException {
        int people = Math.min(effort.people(), MAX_PEOPLE);
        try (Scratch scratch = Scratch.make();
                Product product = Product.start(scratch.folder().resolve("data"));
                Postgres database = Postgres.of(product)) {
            Crowd.enter(database, people);
            Crowd.appraise(product, people);
            fill(product, database, people, told);
            return measure(effort, told, product, database);
        }
    }

    private static void fill(Product product, Postgres database, int people, Told told) throws InterruptedException {
        long wanted = (long) people * FACTS_A_PERSON;
        long end = System.nanoTime() + LIMIT.toNanos();
        try (Generator generator = new Generator(product, CLIENTS, ACTIVITIES, people)) {
            while (database.count("select count(*) from fact") < wanted) {
                if (System.nanoTime() > end) {
                    throw new BenchFailed(
                            "So many facts did not come within %s; the machine is busy.".formatted(LIMIT));
                }
                generator.run(FILL_SECONDS);
            }
        }
        database.run("vacuum analyze fact");
        told.line("%,d people with %,d facts".formatted(people, database.count("select count(*) from fact")));
    }

    private Figure measure(Effort effort, Told told, Product product, Postgres database) throws InterruptedException {
        List<Double> judged = new ArrayList<>();
        List<Double> copied = new ArrayList<>();
        long facts = database.count(FACTS);
        for (int round = 1; round <= effort.rounds(); round++) {
            Cpu begin = Cpu.of(product);
            judged.add(facts / judge(product));
            String cost = Cpu.of(product).since(begin, (double) facts);
            copied.add(database.count("select count(*) from fact") / copy(database));
            told.line(String.format(
                    Locale.ROOT,
                    "judged anew: %,.0f facts/s; copied: %,.0f; CPU microseconds a fact: %s",
                    judged.getLast(),
                    copied.getLast(),
                    cost));
        }
        return Figure.ofRounds("reevaluate", judged, "facts/s", copied);
    }

    /** Seconds from asking for it to its end. */
    private double judge(Product product) throws InterruptedException {
        long begin = System.nanoTime();
        JsonNode job = send(
                product,
                request(product, "/api/v1/reevaluations")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"set\":\"cong-dan-hoc-tap/nong-dan\",\"cycle\":" + CYCLE + ",\"everybody\":true}")));
        String path = "/api/v1/jobs/" + job.path("id").asText();
        while (!job.path("state").asText().equals("DONE")) {
            if (job.path("state").asText().equals("FAILED") || System.nanoTime() - begin > LIMIT.toNanos()) {
                throw new BenchFailed("Judging anew came to no good end: " + job);
            }
            Thread.sleep(PAUSE_MILLIS);
            job = send(product, request(product, path));
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private HttpRequest.Builder request(Product product, String path) throws InterruptedException {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + product.port() + path))
                .header("Authorization", "Bearer " + product.token());
    }

    private JsonNode send(Product product, HttpRequest.Builder request) throws InterruptedException {
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() > ACCEPTED) {
                throw new BenchFailed(product.port() + " answers " + response.statusCode() + ": " + response.body());
            }
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Seconds to read all facts and hand them to another process. */
    private static double copy(Postgres database) {
        long begin = System.nanoTime();
        database.run(COPY);
        return (System.nanoTime() - begin) / 1e9;
    }
}
