package vn.hoctap.server.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vn.hoctap.server.Core;
import vn.hoctap.server.Server;
import vn.hoctap.server.Settings;
import vn.hoctap.server.demo.Demo;
import vn.hoctap.server.demo.DemoSummary;
import vn.hoctap.server.http.Json;

@Command(name = "demo", description = "Starts everything with sample data, on this machine only.")
final class DemoCommand implements Callable<Integer> {
    private static final int CITIZENS = 2000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--port", description = "Where to listen (default: 8080).")
    private @Nullable Integer port;

    @Option(names = "--data", description = "The folder that keeps everything (default: hoctap-data).")
    private @Nullable Path data;

    @Option(names = "--plugins", description = "A further folder of plugin jars.")
    private @Nullable Path plugins;

    @Option(
            names = "--citizens",
            description = "How many people (default: those who are there, else " + CITIZENS + ").")
    private @Nullable Integer citizens;

    @Option(names = "--once", description = "End after the summary; its last line is JSON.")
    private boolean once;

    @Override
    public Integer call() throws InterruptedException {
        if (citizens != null && citizens < 1) {
            throw new ParameterException(spec.commandLine(), "--citizens is " + citizens + "; it must be at least 1.");
        }
        ConfigFile config = ConfigFile.read(Optional.empty(), System.getenv());
        Settings settings = new SettingsReader(config, port, data, plugins).demo();
        if (!once) {
            Listening.demandFree(settings.http());
        }
        PrintWriter out = spec.commandLine().getOut();
        Purpose.demo(settings.data());
        out.println("Opening " + settings.data() + " ...");
        Server server = Server.prepare(settings);
        try (Stopping stopping = new Stopping(server)) {
            Purpose.demo(server.core().database(), settings.data());
            DemoSummary summary = load(server);
            report(summary, out);
            if (once) {
                out.println(Json.text(line(summary)));
                return ExitCodes.DONE;
            }
            out.println("Hoctap is ready at " + Listening.open(server, settings)
                    + " with sample data, for this machine only. Ctrl-C ends it.");
            stopping.waitForever();
            return ExitCodes.DONE;
        }
    }

    private DemoSummary load(Server server) {
        Core core = server.core();
        Demo demo = new Demo(new Demo.Parts(
                core.database(),
                core.units(),
                core.courses(),
                core.subjects(),
                core.memberships(),
                core.registry(),
                server.activities(),
                server.assessments(),
                server.recording(),
                core.evidence(),
                core.clock()));
        Progress progress = new Progress(spec.commandLine().getErr(), "people");
        DemoSummary summary = demo.load(citizens == null ? demo.citizens().orElse(CITIZENS) : citizens, progress::show);
        return summary;
    }

    private static void report(DemoSummary summary, PrintWriter out) {
        out.println("%,d people, %,d activities, %,d assessments, %,d titles in %.1f seconds"
                .formatted(
                        summary.people(),
                        summary.activities(),
                        summary.assessments(),
                        summary.titles(),
                        summary.seconds()));
        summary.titlesBySet().forEach((set, titles) -> out.println("  %-36s %,d".formatted(set, titles)));
    }

    private static Map<String, Object> line(DemoSummary summary) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("activities", summary.activities());
        line.put("titles", summary.titles());
        line.put("titlesBySet", summary.titlesBySet());
        line.put("seconds", BigDecimal.valueOf(summary.seconds()).setScale(1, RoundingMode.HALF_UP));
        return line;
    }
}
