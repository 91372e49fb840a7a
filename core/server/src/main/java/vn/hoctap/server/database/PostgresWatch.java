package vn.hoctap.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The running server under the eyes of a small shell in a session of its own. The shell holds the other end of a pipe
 * from this JVM: when the pipe ends, because we closed it or because the JVM was killed however hard, the shell shuts the
 * server down, and so no server outlives its Hoctap. Killing the JVM's whole process group does not reach the shell.
 */
final class PostgresWatch {
    private static final int STOP_SECONDS = 40;
    private static final Duration LOOK = Duration.ofMillis(100);
    /** INT is PostgreSQL's fast shutdown, QUIT its immediate one, after which it recovers from its log. */
    private static final String SCRIPT = """
            exec 3<&0 </dev/null
            "$@" 3<&- &
            server=$!
            (
                read -r line
                kill -INT $server
                seconds=0
                while kill -0 $server 2>/dev/null && [ $seconds -lt 30 ]; do sleep 1; seconds=$((seconds + 1)); done
                kill -QUIT $server
            ) <&3 >/dev/null 2>&1 &
            watcher=$!
            exec 3<&-
            wait $server
            status=$?
            kill -KILL $watcher 2>/dev/null
            exit $status
            """;

    private final Process shell;

    private PostgresWatch(Process shell) {
        this.shell = shell;
    }

    static PostgresWatch start(List<String> server, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid", "sh", "-c", SCRIPT, "hoctap-postgres"));
        command.addAll(server);
        return new PostgresWatch(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
    }

    boolean running() {
        return shell.isAlive();
    }

    /** Waits until the server has ended; false when somebody closes before. */
    boolean awaitEnd(CountDownLatch closing) throws InterruptedException {
        while (closing.getCount() > 0 && shell.isAlive()) {
            closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
        return closing.getCount() > 0;
    }

    /** Returns when the server has ended. */
    void stop() {
        try {
            shell.getOutputStream().close();
            if (!shell.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new DatabaseUnavailable("The embedded database did not stop within " + STOP_SECONDS + " s.");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
