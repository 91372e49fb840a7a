package vn.hoctap.server.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vn.hoctap.server.Server;
import vn.hoctap.server.database.PostgresAddress;
import vn.hoctap.server.database.PostgresAddress.Encryption;

/** A node in a process of its own, which a test may kill. It says its port once it serves. */
public final class NodeProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    private NodeProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static NodeProcess start(PostgresAddress address, int port, List<String> members) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                NodeProcess.class.getName(),
                address.host(),
                String.valueOf(address.port()),
                address.database(),
                address.user(),
                address.password(),
                String.valueOf(port),
                String.join(",", members));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            String said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> line.matches("serves at \\d+"))
                    .findFirst()
                    .orElseThrow();
            return new NodeProcess(process, Integer.parseInt(said.substring("serves at ".length())));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return port;
    }

    /** Like {@code kill -9}: it has no time for anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(1, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) {
        PostgresAddress address = new PostgresAddress(
                arguments[0],
                Integer.parseInt(arguments[1]),
                arguments[2],
                arguments[3],
                arguments[4],
                Encryption.DISABLE);
        ClusterSettings cluster = new ClusterSettings(
                "127.0.0.1", Integer.parseInt(arguments[5]), List.of(arguments[6].split(",")), Optional.empty());
        Server server = Server.prepare(TestNode.settings(address, Optional.of(cluster)));
        System.out.println("serves at " + server.listen().port());
    }
}
