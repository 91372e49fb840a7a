package vn.hoctap.bench;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hoctap bench NAME}: measures, and says what it is compared with. */
@Command(
        name = "hoctap bench",
        description = "Measures how fast this machine is with Hoctap, and in the same run with a reference.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        sortOptions = false)
final class Main implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int WRONG = 1;
    private static final Map<String, Benchmark> BENCHMARKS = new TreeMap<>(Map.ofEntries(
            Map.entry("cluster", new ClusterBench()),
            Map.entry("dashboard", new DashboardBench()),
            Map.entry("engine", new EngineBench()),
            Map.entry("fanout", new FanoutBench()),
            Map.entry("growth", new GrowthBench()),
            Map.entry("ingest", LoadBench.ingest()),
            Map.entry("latency", new LatencyBench()),
            Map.entry("reevaluate", new ReevaluateBench()),
            Map.entry("signed", new SignedBench()),
            Map.entry("single", LoadBench.single()),
            Map.entry("start", new StartBench())));

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "NAME",
            description =
                    "cluster, dashboard, engine, fanout, growth, ingest, latency, reevaluate, signed, single or start.")
    private String name = "";

    @Option(names = "--json", description = "The last line is one JSON object.")
    private boolean json;

    @Option(names = "--people", defaultValue = "100000", description = "How many people (default: ${DEFAULT-VALUE}).")
    private int people;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "How often figure and reference are measured in turn (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--warm", defaultValue = "45", description = "Seconds of warming up (default: ${DEFAULT-VALUE}).")
    private int warm;

    @Option(names = "--seconds", defaultValue = "10", description = "Of each measurement (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--server", hidden = true, description = "A distribution to measure instead of the one just built.")
    private @Nullable String server;

    public static void main(String[] arguments) {
        System.exit(execute(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments));
    }

    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (!(failure instanceof BenchFailed)) {
                        throw failure;
                    }
                    command.getErr().println(failure.getMessage());
                    return WRONG;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() throws InterruptedException {
        Benchmark benchmark = BENCHMARKS.get(name);
        if (benchmark == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no benchmark \"%s\"; there are %s."
                            .formatted(name, String.join(", ", BENCHMARKS.keySet())));
        }
        if (server != null) {
            System.setProperty(Distribution.HOME, server);
        }
        PrintWriter out = spec.commandLine().getOut();
        Figure figure = benchmark.run(effort(), out::println);
        out.println(figure.sentence());
        if (json) {
            out.println(figure.json());
        }
        return DONE;
    }

    private Effort effort() {
        try {
            return new Effort(people, rounds, warm, seconds);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }
}
