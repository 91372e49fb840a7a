package vn.hoctap.bench;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * Processor time used so far. Unlike rates it hardly depends on what else the machine does.
 *
 * @param server the product without its database
 * @param postgres the database's processes that still live
 * @param here this program: generator and client of the references
 */
record Cpu(Duration server, Duration postgres, Duration here) {

    static Cpu of(Product product) {
        return new Cpu(
                used(product.process()),
                product.process().descendants().map(Cpu::used).reduce(Duration.ZERO, Duration::plus),
                used(ProcessHandle.current()));
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
