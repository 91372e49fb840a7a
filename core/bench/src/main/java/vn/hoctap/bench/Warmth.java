package vn.hoctap.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Puts a load on servers until their JIT compilers rest: one that still compiles leaves less of the processors to what is
 * measured, and how long that lasts depends on the machine.
 *
 * @param clients share the servers
 * @param activities in each request
 */
record Warmth(int clients, int activities) {
    /** A compiler that uses less of one processor than this rests. */
    private static final double RESTING = 0.04;

    private static final int PIECE_SECONDS = 10;
    /** It gives up, and says so, after so many times the time that was asked for. */
    private static final int MOST = 4;

    /** Returns how many activities were acknowledged. At least for as long as the effort says; not at all if that is 0. */
    long reach(List<Product> servers, Effort effort, Benchmark.Told told) throws InterruptedException {
        if (effort.warmSeconds() == 0) {
            return 0;
        }
        long acknowledged = load(servers, effort, effort.warmSeconds()).acknowledged();
        int seconds = effort.warmSeconds();
        Optional<Duration> before = compiling(servers);
        while (before.isPresent()) {
            Generator.Load piece = load(servers, effort, PIECE_SECONDS);
            acknowledged += piece.acknowledged();
            seconds += PIECE_SECONDS;
            Optional<Duration> after = compiling(servers);
            double share = after.orElse(before.get()).minus(before.get()).toMillis() / 1000.0 / piece.seconds();
            if (share < RESTING || seconds >= MOST * effort.warmSeconds()) {
                told.line(String.format(
                        Locale.ROOT,
                        "warm after %d seconds: compiling takes %.1f %% of a processor",
                        seconds,
                        100 * share));
                break;
            }
            before = after;
        }
        return acknowledged;
    }

    /** From clients of its own: while everybody is counted, a server closes connections on which nothing comes. */
    Generator.Load load(List<Product> servers, Effort effort, double seconds) throws InterruptedException {
        try (Generator generator = new Generator(servers, clients, activities, effort.people())) {
            return generator.run(seconds);
        }
    }

    /** Empty where the system does not tell. */
    private static Optional<Duration> compiling(List<Product> servers) {
        Duration all = Duration.ZERO;
        for (Product server : servers) {
            Path threads = Path.of("/proc", Long.toString(server.process().pid()), "task");
            try (DirectoryStream<Path> each = Files.newDirectoryStream(threads)) {
                for (Path thread : each) {
                    all = all.plus(compiling(thread));
                }
            } catch (IOException untold) {
                return Optional.empty();
            }
        }
        return Optional.of(all);
    }

    /** Nothing for a thread that does something else, or has ended. */
    private static Duration compiling(Path thread) {
        return Stat.of(thread)
                .filter(stat -> stat.name().matches("C[12] Compiler.*"))
                .map(Stat::used)
                .orElse(Duration.ZERO);
    }
}
