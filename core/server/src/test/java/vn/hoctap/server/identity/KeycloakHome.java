package vn.hoctap.server.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The folder of one Keycloak: the distribution that Maven unpacked, made ready once for all and then linked file by file,
 * so that servers of several JVMs do not write into each other's.
 */
final class KeycloakHome {
    private static final Path UNPACKED = Path.of("target", "keycloak");
    private static final List<String> JVM = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            // A test ends before the second compiler pays.
            "-XX:TieredStopAtLevel=1",
            "-Duser.language=en",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                    + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory");

    private final Path folder;

    private KeycloakHome(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** A folder of this process's own. */
    static KeycloakHome open() {
        try {
            Path ready = ready();
            Path own = UNPACKED.resolve("run-" + ProcessHandle.current().pid());
            link(ready, own);
            return new KeycloakHome(own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(JVM);
        command.addAll(List.of(
                "-Dkc.home.dir=" + folder,
                "-Djboss.server.config.dir=" + folder.resolve("conf"),
                "-cp",
                folder.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        command.addAll(arguments);
        return command;
    }

    private static Path ready() throws IOException {
        if (!Files.isDirectory(UNPACKED)) {
            throw new IllegalStateException("No Keycloak in " + UNPACKED.toAbsolutePath()
                    + "; run: mvn pre-integration-test -pl core/server -am");
        }
        try (FileChannel channel = FileChannel.open(
                        UNPACKED.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            Path distribution = distribution();
            Path ready = UNPACKED.resolve("ready-" + distribution.getFileName());
            if (held.isValid() && !Files.exists(ready)) {
                Path begun = UNPACKED.resolve("begun-" + UUID.randomUUID());
                link(distribution, begun);
                new KeycloakHome(begun).build();
                Files.move(begun, ready);
            }
            return ready;
        }
    }

    private static Path distribution() throws IOException {
        try (Stream<Path> folders = Files.list(UNPACKED)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("keycloak-"))
                    .max(Path::compareTo)
                    .orElseThrow(() -> new IllegalStateException("no distribution in " + UNPACKED.toAbsolutePath()));
        }
    }

    /** What each start would do again otherwise. */
    private void build() throws IOException {
        Process building = new ProcessBuilder(command(List.of("build", "--db=dev-mem")))
                .redirectErrorStream(true)
                .redirectOutput(UNPACKED.resolve("build.log").toFile())
                .start();
        try {
            if (!building.waitFor(5, TimeUnit.MINUTES) || building.exitValue() != 0) {
                building.destroyForcibly();
                throw new IllegalStateException(
                        "see " + UNPACKED.resolve("build.log").toAbsolutePath());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Libraries are linked; what a server may write is copied. */
    private static void link(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path twin = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(twin);
                } else if (file.startsWith(from.resolve("lib/lib"))) {
                    Files.createLink(twin, file);
                } else {
                    Files.copy(file, twin);
                }
            }
        }
    }
}
