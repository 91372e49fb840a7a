package vn.hoctap.server.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command {@code serve} in a process of its own, which ends with this one. */
final class ServeProcess implements AutoCloseable {
    private final Process process;
    private final URI address;

    private ServeProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** @param java options of its virtual machine */
    static ServeProcess start(Path configuration, int port, List<String> java) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(java);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "vn.hoctap.server.cli.Main",
                "serve",
                "--config",
                configuration.toString(),
                "--port",
                Integer.toString(port)));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(Path.of("target", "serve-" + port + ".log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new ServeProcess(process, URI.create("http://127.0.0.1:" + port));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    ServeProcess awaitReady() {
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        if (said.lines().noneMatch(line -> line.startsWith("Hoctap is ready"))) {
            throw new AssertionError("the server has ended; its log says why");
        }
        return this;
    }

    URI address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
