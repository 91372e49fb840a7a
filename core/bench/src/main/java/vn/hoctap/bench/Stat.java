package vn.hoctap.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What Linux says of a process or thread in its file {@code stat}.
 *
 * @param used processor time
 * @param ended that of its children that have ended and were waited for
 */
record Stat(String name, Duration used, Duration ended) {
    /** What Linux counts time in, for programs that read it. */
    private static final long TICK_MILLIS = 10;

    // Counted from the state, which comes after the name.
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int ENDED_USER = 13;
    private static final int ENDED_SYSTEM = 14;

    static Optional<Stat> of(ProcessHandle process) {
        return of(Path.of("/proc", Long.toString(process.pid())));
    }

    /**
     * Empty if it has ended, or the system does not tell.
     *
     * @param folder of the process or thread
     */
    static Optional<Stat> of(Path folder) {
        try {
            String line = Files.readString(folder.resolve("stat"));
            int end = line.lastIndexOf(')');
            String[] fields = line.substring(end + 2).split(" ", -1);
            return Optional.of(new Stat(
                    line.substring(line.indexOf('(') + 1, end),
                    ticks(fields[USER], fields[SYSTEM]),
                    ticks(fields[ENDED_USER], fields[ENDED_SYSTEM])));
        } catch (IOException untold) {
            return Optional.empty();
        }
    }

    private static Duration ticks(String some, String others) {
        return Duration.ofMillis((Long.parseLong(some) + Long.parseLong(others)) * TICK_MILLIS);
    }
}
