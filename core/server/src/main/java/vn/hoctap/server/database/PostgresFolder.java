package vn.hoctap.server.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded server's cluster of databases below the data folder, and the password that opens it. It is made in a
 * folder beside and moved into place when it is whole, so that an interrupted first start leaves nothing broken.
 */
final class PostgresFolder {
    static final String USER = "hoctap";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresFolder.class);
    private static final String UNFINISHED = "postgres.unfinished";
    private static final int PASSWORD_BYTES = 24;
    private static final int INITDB_SECONDS = 180;
    /** Nobody is let in without the password, not even from this machine. */
    private static final String RULES = """
            host all all 127.0.0.1/32 scram-sha-256
            """;

    private final Path data;
    private final PostgresBinaries binaries;
    private final PostgresUser user;

    PostgresFolder(Path data, PostgresBinaries binaries, PostgresUser user) {
        this.data = data;
        this.binaries = binaries;
        this.user = user;
    }

    Path cluster() {
        return data.resolve("postgres");
    }

    Path log() {
        return data.resolve("postgres.log");
    }

    private Path passwordFile() {
        return data.resolve("postgres.password");
    }

    String password() throws IOException {
        return Files.readString(passwordFile()).strip();
    }

    void prepare() throws IOException {
        if (!Files.exists(cluster())) {
            create();
        }
        if (!Files.exists(passwordFile())) {
            throw new DatabaseUnavailable(
                    "%s is missing, without which the data in %s cannot be opened; restore it from a backup."
                            .formatted(passwordFile(), cluster()));
        }
        Files.writeString(cluster().resolve("pg_hba.conf"), RULES);
        sweep();
        user.give(data);
    }

    /** What interrupted first starts left behind; where one is still being written, the next start will. */
    private void sweep() {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(data, UNFINISHED + "*")) {
            for (Path folder : left) {
                Folders.delete(folder);
            }
        } catch (IOException busy) {
            LOG.debug("An unfinished folder could not be removed yet", busy);
        }
    }

    private void create() throws IOException {
        // A name of its own: what made the one before may still be at work, if only its Hoctap was killed.
        Path unfinished = data.resolve(UNFINISHED + UUID.randomUUID());
        writePassword();
        user.give(data);
        initdb(unfinished);
        Files.move(unfinished, cluster(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void writePassword() throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(passwordFile());
        Files.createFile(
                passwordFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                passwordFile(), Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    private void initdb(Path target) throws IOException {
        List<String> command = new ArrayList<>(user.prefix());
        command.addAll(List.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + target,
                "--username=" + USER,
                "--pwfile=" + passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-instructions"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!ended(process) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new DatabaseUnavailable(
                    "The embedded database could not be created in %s: %s".formatted(data, lastLine(said.lines())));
        }
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(INITDB_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static String lastLine(Stream<String> lines) {
        return lines.filter(line -> !line.isBlank())
                .reduce((earlier, later) -> later)
                .orElse("it said nothing")
                .strip();
    }
}
