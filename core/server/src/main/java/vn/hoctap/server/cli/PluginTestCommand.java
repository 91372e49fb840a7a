package vn.hoctap.server.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "test",
        description =
                "Runs the examples of plugins (examples/*.yaml) and says of each whether it holds, and else what was"
                        + " expected and what came out; exit 1 when one does not hold.")
final class PluginTestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FOLDER", arity = "0..*", description = "Folders of plugins (default: this one).")
    private List<Path> given = List.of(Path.of("."));

    @Option(names = "--plugins", description = "A further folder of plugin jars, whose sets may be extended.")
    private @Nullable Path plugins;

    @Override
    public Integer call() {
        PluginTrial trial = new PluginTrial(plugins);
        given.forEach(trial::with);
        if (trial.folders().size() < given.size()) {
            throw Refused.usage("Examples are in folders of plugins; name such a folder.");
        }
        return trial.run(tried -> {
            Findings findings = tried.findings();
            if (!findings.sound()) {
                findings.print(spec.commandLine().getOut());
                return ExitCodes.NO;
            }
            ExampleRun run = ExampleRun.of(tried, trial.folders());
            run.print(spec.commandLine().getOut());
            return run.passed() ? ExitCodes.DONE : ExitCodes.NO;
        });
    }
}
