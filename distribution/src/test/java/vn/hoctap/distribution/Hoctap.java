package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server of the packed distribution, in a process of its own. */
final class Hoctap implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process process;
    private final Path log;
    private final Path data;
    private final int port;

    private Hoctap(Process process, Path log, Path data, int port) {
        this.process = process;
        this.log = log;
        this.data = data;
        this.port = port;
        // Should these tests be broken off, nothing of theirs stays behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** Starts {@code hoctap demo} and returns when it is ready. */
    static Hoctap demo(Path data, String... options) {
        return begin(data, options).awaitReady();
    }

    /** The same in a process group of its own, and without waiting. */
    static Hoctap begin(Path data, String... options) {
        List<String> words = new ArrayList<>(List.of("demo", "--data", data.toString()));
        words.addAll(List.of(options));
        return begin(data, words);
    }

    /**
     * Starts {@code hoctap serve}, without waiting.
     *
     * @param folder with everything of this server in it
     */
    static Hoctap serve(Path folder, Path configuration) {
        return begin(folder, List.of("serve", "--config", configuration.toString()));
    }

    private static Hoctap begin(Path data, List<String> words) {
        int port = freePort();
        List<String> command =
                new ArrayList<>(List.of("setsid", "bash", Packed.launcher().toString()));
        command.addAll(words);
        command.addAll(List.of("--port", Integer.toString(port)));
        Path log = Scratch.folder("server").resolve("log");
        try {
            return new Hoctap(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log,
                    data,
                    port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Hoctap awaitReady() {
        await().atMost(START_LIMIT).pollInterval(Duration.ofMillis(100)).until(() -> !process.isAlive() || ready());
        assertThat(process.isAlive())
                .as(() -> "the server runs; it said%n%s".formatted(said()))
                .isTrue();
        return this;
    }

    /** Everything that it wrote. */
    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI at(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port + pathAndQuery);
    }

    int port() {
        return port;
    }

    Path data() {
        return data;
    }

    boolean alive() {
        return process.isAlive();
    }

    boolean ready() {
        try {
            HttpRequest request = HttpRequest.newBuilder(at("/health/ready"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** As a power cut would: no chance to tidy up. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** The same for its whole process group. */
    void killGroup() {
        Kill.group(process.pid());
        awaitEnd();
    }

    /** Asks it to end. */
    void end() {
        process.destroy();
        awaitEnd();
    }

    /** The same, and makes sure that nothing of it stays behind. */
    @Override
    public void close() {
        end();
        await().atMost(STOP_LIMIT)
                .untilAsserted(() -> assertThat(RunningProcesses.on(data))
                        .as("processes on %s", data)
                        .isEmpty());
    }

    private void awaitEnd() {
        try {
            boolean ended = process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(ended).as("the server ends when asked to").isTrue();
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
