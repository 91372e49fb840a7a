package vn.hoctap.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.hoctap.server.database.EmbeddedPostgres;

/**
 * Starts of the finished server on the data of an earlier one, from the launcher's first line to the first answer that it
 * is ready; in turn with starts of its database alone.
 */
final class StartBench implements Benchmark {
    private static final double MINUTE = 60;

    @Override
    public Figure run(Effort effort, Told told) throws InterruptedException {
        List<Double> figures = new ArrayList<>();
        List<Double> references = new ArrayList<>();
        try (Scratch scratch = Scratch.make()) {
            Path data = scratch.folder().resolve("data");
            for (int warm = 0; warm < 2; warm++) {
                seconds(data);
            }
            for (int round = 1; round <= effort.rounds(); round++) {
                double bare = bare(data);
                double whole = seconds(data);
                references.add(MINUTE / bare);
                figures.add(MINUTE / whole);
                told.line(String.format(
                        Locale.ROOT, "round %d: PostgreSQL %.2f s; Hoctap with it %.2f s", round, bare, whole));
            }
        }
        return Figure.ofRounds("start", figures, "starts/min", references);
    }

    private static double seconds(Path data) throws InterruptedException {
        try (Product product = Product.start(data)) {
            return product.startedIn().toNanos() / 1e9;
        }
    }

    private static double bare(Path data) {
        long begin = System.nanoTime();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            return (System.nanoTime() - begin) / 1e9;
        }
    }
}
