package vn.hoctap.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processor time used so far. Unlike rates it hardly depends on what else the machine does.
 *
 * @param server the product without its database
 * @param postgres the database's processes, those included that have ended
 * @param here this program: generator and client of the references
 */
record Cpu(Duration server, Duration postgres, Duration here) {
    private static final int MOST_SECONDS = 60;
    private static final long SECOND_MILLIS = 1_000;
    private static final long RESTING_MILLIS = 150;

    static Cpu of(Product product) {
        return new Cpu(
                used(product.process()), withEnded(product.process().descendants()), used(ProcessHandle.current()));
    }

    /**
     * Of several servers together, and the database that they share.
     *
     * @param data the folder in which it runs
     */
    static Cpu of(List<Product> products, Path data) {
        return new Cpu(
                used(products.stream().map(Product::process)),
                ProcessHandle.of(Postgres.pid(data))
                        .map(first -> withEnded(Stream.concat(Stream.of(first), first.descendants())))
                        .orElse(Duration.ZERO),
                used(ProcessHandle.current()));
    }

    /** Returns when product and database hardly work any more: what they still have to do is not a reference's to bear. */
    static void awaitRest(Product product) throws InterruptedException {
        for (int second = 0; second < MOST_SECONDS; second++) {
            Cpu before = of(product);
            Thread.sleep(SECOND_MILLIS);
            Cpu after = of(product);
            long busy = after.server
                    .plus(after.postgres)
                    .minus(before.server)
                    .minus(before.postgres)
                    .toMillis();
            if (busy < RESTING_MILLIS) {
                return;
            }
        }
    }

    private static Duration used(Stream<ProcessHandle> processes) {
        return processes.map(Cpu::used).reduce(Duration.ZERO, Duration::plus);
    }

    /** The children that have ended are their living parents' to account for. */
    private static Duration withEnded(Stream<ProcessHandle> processes) {
        return processes
                .flatMap(process -> Stat.of(process).stream())
                .map(stat -> stat.used().plus(stat.ended()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration used(ProcessHandle process) {
        return Stream.of(process)
                .flatMap(p -> p.info().totalCpuDuration().stream())
                .findFirst()
                .orElse(Duration.ZERO);
    }

    /** What was used since then, for each of so many things, in microseconds. */
    String since(Cpu before, double things) {
        return String.format(
                java.util.Locale.ROOT,
                "%.1f server, %.1f PostgreSQL, %.1f client",
                micros(server.minus(before.server), things),
                micros(postgres.minus(before.postgres), things),
                micros(here.minus(before.here), things));
    }

    private static double micros(Duration used, double things) {
        return used.toNanos() / 1000.0 / Math.max(1, things);
    }
}
