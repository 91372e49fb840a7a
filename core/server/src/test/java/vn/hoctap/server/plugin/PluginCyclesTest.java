package vn.hoctap.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import vn.hoctap.sample.Visits;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;
import vn.hoctap.server.plugin.trust.TestKey;

/** Plugins come and go, again and again, while people record what they learn. {@code -Dhoctap.cycles=200} for longer. */
class PluginCyclesTest {
    private static final int CYCLES = Integer.getInteger("hoctap.cycles", 15);
    private static final int WARM = Math.max(5, CYCLES / 4);
    private static final int CLIENTS = 3;
    private static final String CODED = "dem";
    private static final long MEGABYTE = 1024 * 1024;

    /** So long after it was replaced, nothing of a plugin's code may be left. */
    private static final Duration LEFT = Duration.ofSeconds(45);

    private static @TempDir Path keys;
    private static TestServer server;
    private static TestKey author;

    private final List<Loader> loaders = new ArrayList<>();

    /** @param until when it was replaced */
    private record Loader(WeakReference<ClassLoader> loader, Instant until) {
        boolean isGone() {
            return loader.refersTo(null);
        }

        boolean shouldBeGone() {
            return until.plus(LEFT).isBefore(Instant.now());
        }
    }

    @BeforeAll
    static void start() {
        server = TestServer.start();
        author = TestKey.of(keys, "tac-gia");
        server.server().core().publishers().add(author.publisher(), "tester");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void no_request_fails_and_nothing_piles_up_while_plugins_come_and_go(TestReporter reporter)
            throws InterruptedException {
        Load load = new Load();
        load.begin();
        long before = 0;
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            cycle(cycle);
            if (cycle == WARM) {
                before = used();
            }
        }
        long after = used();
        List<Loader> late = loaders.stream().filter(Loader::shouldBeGone).toList();
        reporter.publishEntry(Map.of(
                "cycles",
                "" + CYCLES,
                "requests",
                "" + load.answered.get(),
                "MB after " + WARM,
                "" + before / MEGABYTE,
                "MB at the end",
                "" + after / MEGABYTE,
                "class loaders",
                loaders.size() + ", long replaced " + late.size() + ", left of these "
                        + late.stream().filter(loader -> !loader.isGone()).count()));
        load.end();

        assertThat(load.failures).isEmpty();
        assertThat(load.answered.get()).isGreaterThan(CYCLES);
        assertThat((after - before) / MEGABYTE)
                .as("MB more than after %d cycles", WARM)
                .isLessThan(24);
        assertThat(late).allMatch(Loader::isGone);
    }

    /** All that can become of a plugin; and the next cycle finds it as it was. */
    private void cycle(int cycle) {
        String id = "xoay";
        int first = 2 * cycle;
        sound(install(id, first));
        sound(install(id, first + 1));
        sound(deed(id, "rollback"));
        sound(deed(id, "disable"));
        sound(deed(id, "enable"));
        coded(first);
        coded(first + 1);
        replacing(() -> sound(deed(CODED, "rollback")));
        replacing(() -> sound(deed(CODED, "disable")));
        sound(deed(CODED, "enable"));
    }

    private void coded(int version) {
        TestJar jar = TestJar.plugin(CODED, "1." + version + ".0")
                .code(Visits.class)
                .with(
                        "criteria/a.yaml",
                        TestSet.yaml("hoc-thu/khong-ai-dem", "v" + version)
                                .replace("measure: count", "measure: visits"));
        Path signed = author.sign(jar.in(keys));
        replacing(() -> sound(install(content(signed))));
    }

    private void replacing(Runnable deed) {
        Optional<ClassLoader> before = server.server().core().rollout().shown().loaderOf(CODED);
        deed.run();
        before.ifPresent(loader -> loaders.add(new Loader(new WeakReference<>(loader), Instant.now())));
    }

    private static byte[] content(Path jar) {
        try {
            return Files.readAllBytes(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sound(Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    }

    private static Answer install(String id, int version) {
        TestJar jar = TestJar.plugin(id, "1." + version + ".0")
                .with("criteria/a.yaml", TestSet.yaml("hoc-thu/khong-ai", "v" + version));
        return install(jar.content());
    }

    private static Answer install(byte[] jar) {
        return server.api(server.request("admin", "/api/v1/plugins")
                .header("Content-Type", "application/java-archive")
                .POST(BodyPublishers.ofByteArray(jar)));
    }

    private static Answer deed(String id, String deed) {
        return server.api(
                server.request("admin", "/api/v1/plugins/" + id + "/" + deed).POST(BodyPublishers.noBody()));
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** People who learn, and look how far they are. */
    private static final class Load {
        private final HttpClient client = HttpClient.newHttpClient();
        private final String token = server.token("admin");
        private final AtomicBoolean ended = new AtomicBoolean();
        private final AtomicLong answered = new AtomicLong();
        private final Queue<String> failures = new ConcurrentLinkedQueue<>();
        private final List<Thread> threads = new ArrayList<>();

        void begin() {
            for (int i = 0; i < CLIENTS; i++) {
                String person = server.anyFarmer();
                threads.add(Thread.ofPlatform().start(() -> learn(person)));
            }
        }

        private void learn(String person) {
            while (!ended.get()) {
                send(request("/api/v1/activities")
                        .POST(BodyPublishers.ofString("""
                        {"id":"%s","subject":"%s","type":"reading","title":"Sách","endedAt":"2026-03-05T17:00:00+07:00"}""".formatted(UUID.randomUUID(), person))));
                send(request("/api/v1/subjects/" + person + "/progress?cycle=2026"));
            }
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(server.at(path))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json");
        }

        private void send(HttpRequest.Builder request) {
            try {
                HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
                answered.incrementAndGet();
                if (response.statusCode() != 200) {
                    failures.add(response.statusCode() + " " + response.body());
                }
            } catch (Exception failure) {
                failures.add(failure.toString());
            }
        }

        void end() throws InterruptedException {
            ended.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
            client.close();
        }
    }
}
