package vn.hoctap.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.hoctap.server.database.EmbeddedPostgres;
import vn.hoctap.server.database.PostgresAddress;

/**
 * The load of {@code ingest} on two nodes together, in turn with the same load on the one that records, on the same
 * processors and the same database. At the end every acknowledged fact must be stored.
 */
final class ClusterBench implements Benchmark {
    private static final Warmth LOAD = new Warmth(64, 100);
    /** The bus listens so far above the port for Hazelcast. */
    private static final int BUS = 100;

    private static final int ATTEMPTS = 100;

    @Override
    public Figure run(Effort effort, Told told) throws InterruptedException {
        try (Scratch scratch = Scratch.make()) {
            Path data = scratch.folder().resolve("data");
            try (Product demo = Product.start(data);
                    Postgres database = Postgres.of(demo)) {
                Crowd.enter(database, effort.people());
                Crowd.appraise(demo, effort.people());
            }
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
                    Issuer issuer = Issuer.start()) {
                return run(effort, told, scratch.folder(), postgres.address(), issuer);
            }
        }
    }

    private static Figure run(Effort effort, Told told, Path folder, PostgresAddress address, Issuer issuer)
            throws InterruptedException {
        int[] ports = {freePort(), freePort()};
        try (Product one = node(folder, address, issuer, ports, 0);
                Product other = node(folder, address, issuer, ports, 1);
                Postgres database = Postgres.in(folder.resolve("data"))) {
            List<Product> alone = List.of(one);
            List<Product> together = List.of(one, other);
            told.line("two nodes, %,d people; warming up for %d seconds each at least ..."
                    .formatted(effort.people(), effort.warmSeconds()));
            long acknowledged = database.count(LoadBench.FACTS);
            acknowledged += LOAD.reach(alone, effort, told);
            acknowledged += LOAD.reach(together, effort, told);
            // In a cluster that has run for a while, whoever was entered was counted long ago.
            database.awaitCounted();
            List<Double> figures = new ArrayList<>();
            List<Double> references = new ArrayList<>();
            for (int round = 1; round <= effort.rounds(); round++) {
                acknowledged += measure("one node ", new Nodes(together, alone, database), effort, told, references);
                acknowledged += measure("two nodes", new Nodes(together, together, database), effort, told, figures);
            }
            LoadBench.check(acknowledged, database.count(LoadBench.FACTS));
            told.line("%,d facts acknowledged and stored".formatted(acknowledged));
            return Figure.ofRounds("cluster", figures, "facts/s", references);
        }
    }

    /**
     * @param all that run
     * @param asked those of them to which the load goes
     */
    private record Nodes(List<Product> all, List<Product> asked, Postgres database) {}

    private static long measure(String what, Nodes nodes, Effort effort, Told told, List<Double> rates)
            throws InterruptedException {
        long commits = nodes.database().count(LoadBench.COMMITS);
        Cpu begin = Cpu.of(nodes.all(), nodes.database().data());
        Generator.Load load = LOAD.load(nodes.asked(), effort, effort.seconds());
        String cost = Cpu.of(nodes.all(), nodes.database().data()).since(begin, (double) load.acknowledged());
        commits = nodes.database().count(LoadBench.COMMITS) - commits;
        rates.add(load.rate());
        told.line(String.format(
                Locale.ROOT,
                "%s: %,.0f facts/s (p50 %.1f ms, p99 %.1f ms, %d refused); %.0f facts a commit; CPU microseconds a fact: %s",
                what,
                load.rate(),
                load.percentile(0.5),
                load.percentile(0.99),
                load.refused(),
                (double) load.acknowledged() / Math.max(1, commits),
                cost));
        return load.acknowledged();
    }

    private static Product node(Path folder, PostgresAddress address, Issuer issuer, int[] ports, int number)
            throws InterruptedException {
        try {
            Path password = Files.writeString(folder.resolve("password"), address.password());
            Path config = Files.writeString(folder.resolve("node-" + number + ".yaml"), """
                    data: %s
                    database: {url: "postgresql://%s:%d/%s", user: %s, passwordFile: %s}
                    keycloak: {issuer: "%s"}
                    privacy: {keyFile: %s}
                    cluster: {enabled: true, members: ["127.0.0.1:%d", "127.0.0.1:%d"], port: %d, folder: %s}
                    """.formatted(
                            folder.resolve("node-" + number),
                            address.host(),
                            address.port(),
                            address.database(),
                            address.user(),
                            password,
                            issuer.address(),
                            key(folder),
                            ports[0],
                            ports[1],
                            ports[number],
                            folder.resolve("shared")));
            return Product.serve(config, issuer.token());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With which the people were sealed who are there already. */
    private static Path key(Path folder) {
        return folder.resolve("data").resolve("keys").resolve("master.key");
    }

    private static int freePort() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (ServerSocket bus = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    ServerSocket own =
                            new ServerSocket(bus.getLocalPort() - BUS, 1, InetAddress.getLoopbackAddress())) {
                return own.getLocalPort();
            } catch (IOException taken) {
                // One of the two; another pair will do.
            }
        }
        throw new BenchFailed("No two ports are free.");
    }
}
