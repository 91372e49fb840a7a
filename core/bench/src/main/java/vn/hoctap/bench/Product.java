package vn.hoctap.bench;

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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** The finished server in a process of its own, with its embedded database. */
final class Product implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
    private static final long PAUSE_MILLIS = 10;
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final Path data;
    private final int port;
    private final @Nullable String token;
    private final Duration startedIn;

    /** @param token null: it is the demo, which gives its own */
    private Product(Path data, List<String> command, int port, @Nullable String token)
            throws IOException, InterruptedException {
        this.data = data;
        this.port = port;
        this.token = token;
        Path log = data.resolveSibling(data.getFileName() + ".log");
        long begin = System.nanoTime();
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        // Should this be broken off, nothing of it stays behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        while (!ready()) {
            if (!process.isAlive() || System.nanoTime() - begin > START_LIMIT.toNanos()) {
                process.destroyForcibly();
                throw new BenchFailed("The server did not start; it said: " + Files.readString(log));
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        startedIn = Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Returns when it is ready. */
    static Product start(Path data) throws InterruptedException {
        try {
            int port = freePort();
            return new Product(
                    data,
                    List.of(
                            Distribution.launcher().toString(),
                            "demo",
                            "--citizens=1",
                            "--data=" + data,
                            "--port=" + port),
                    port,
                    null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Started for real use; returns when it is ready.
     *
     * @param token of an administrator
     */
    static Product serve(Path config, String token) throws InterruptedException {
        try {
            int port = freePort();
            List<String> command =
                    List.of(Distribution.launcher().toString(), "serve", "--config=" + config, "--port=" + port);
            return new Product(config, command, port, token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** From the launcher's first line to the first answer that it is ready. */
    Duration startedIn() {
        return startedIn;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    int port() {
        return port;
    }

    Path data() {
        return data;
    }

    /** Of an administrator, who is trusted and may record for everybody. */
    String token() throws InterruptedException {
        return token == null ? get("/demo/token/admin") : token;
    }

    /** Measures something while the server stands still, so that nothing it has put off is done beside that; its database runs. */
    double whileStill(DoubleSupplier measuring) throws InterruptedException {
        signal("STOP");
        try {
            return measuring.getAsDouble();
        } finally {
            signal("CONT");
        }
    }

    private void signal(String name) throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean ready() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(at("/health/ready")).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String get(String path) throws InterruptedException {
        try {
            var response = client.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
            if (response.statusCode() != OK) {
                throw new BenchFailed(path + " answers " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
