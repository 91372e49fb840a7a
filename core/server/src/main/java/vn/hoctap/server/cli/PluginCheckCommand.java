package vn.hoctap.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.hoctap.server.plugin.trust.Certificates;
import vn.hoctap.server.plugin.trust.Publisher;
import vn.hoctap.server.plugin.trust.Publishers;

@Command(
        name = "check",
        description =
                "Checks folders of plugins, jars and criteria files (YAML) and names all their faults, with line and"
                        + " remedy; exit 1 on any. A warning says what can be used as it is, but was hardly meant so.")
final class PluginCheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Folders of plugins, jars and criteria files.")
    private List<Path> given = List.of();

    @Option(names = "--strict", description = "Exit 1 on a warning too.")
    private boolean strict;

    @Option(names = "--plugins", description = "A further folder of plugin jars, whose sets may be extended.")
    private @Nullable Path plugins;

    @Option(
            names = "--publishers",
            paramLabel = "DIR",
            description =
                    "A folder of certificates: code that their holders have signed is checked as a server that trusts"
                            + " them would. Left out: the setting plugins.publishers of --config.")
    private @Nullable Path publishers;

    @Option(names = "--config", paramLabel = "FILE", description = "A server's configuration, for plugins.publishers.")
    private @Nullable Path config;

    @Override
    public Integer call() {
        PluginTrial trial = new PluginTrial(plugins, trusted());
        given.forEach(trial::with);
        Findings findings = trial.run(PluginTrial.Tried::findings);
        PrintWriter out = spec.commandLine().getOut();
        findings.print(out);
        if (findings.sound()) {
            String what = given.size() == 1 ? given.getFirst() + " is sound" : "All " + given.size() + " are sound";
            int warnings = findings.warnings().size();
            out.println(
                    what + (warnings == 0 ? "." : ", with " + warnings + (warnings == 1 ? " warning." : " warnings.")));
        }
        boolean passes = findings.sound() && (!strict || findings.warnings().isEmpty());
        return passes ? ExitCodes.DONE : ExitCodes.NO;
    }

    private Publishers trusted() {
        Path folder = publishers;
        if (folder == null && config != null) {
            folder = ConfigFile.read(Optional.of(config), System.getenv())
                    .get("plugins.publishers")
                    .map(Path::of)
                    .orElse(null);
        }
        List<Publisher> known = folder == null ? List.of() : Certificates.in(folder);
        return new Publishers(() -> known, InstantSource.system());
    }
}
