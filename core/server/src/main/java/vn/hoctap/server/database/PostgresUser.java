package vn.hoctap.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL's programs run. They refuse root; so root runs them in a user namespace of their own, or, where the
 * system forbids that, as the user nobody, to whom the data folder is then given.
 *
 * @param prefix what stands before a command
 * @param ownsFolders whether the folders must be given to {@link #NOBODY} first
 */
record PostgresUser(List<String> prefix, boolean ownsFolders) {
    private static final int ROOT = 0;
    private static final int NOBODY = 65_534;

    static PostgresUser find() {
        if (uid() != ROOT) {
            return new PostgresUser(List.of(), false);
        }
        List<String> namespace = List.of("unshare", "-U");
        if (works(namespace)) {
            return new PostgresUser(namespace, false);
        }
        return nobody();
    }

    /** For a root who may not make user namespaces. */
    static PostgresUser nobody() {
        List<String> nobody = List.of("setpriv", "--reuid", "" + NOBODY, "--regid", "" + NOBODY, "--clear-groups");
        if (works(nobody)) {
            return new PostgresUser(nobody, true);
        }
        throw new DatabaseUnavailable("PostgreSQL refuses to run as root, and neither unshare nor setpriv (util-linux)"
                + " works here; start Hoctap as another user or name an external database by database.url.");
    }

    /** Gives the folder and all in it to the user as whom PostgreSQL runs. */
    void give(Path folder) throws IOException {
        if (!ownsFolders) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.setAttribute(path, "unix:uid", NOBODY);
            }
        }
    }

    private static int uid() {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException | UnsupportedOperationException noLinux) {
            return NOBODY;
        }
    }

    private static boolean works(List<String> prefix) {
        try {
            Process process = new ProcessBuilder(
                            Stream.concat(prefix.stream(), Stream.of("true")).toList())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
