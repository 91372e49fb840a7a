package vn.hoctap.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.hoctap.server.plugin.making.PackedPlugin;
import vn.hoctap.server.plugin.making.PluginFolder;

@Command(
        name = "package",
        description =
                "Checks a plugin, runs its examples, and packs it into ID-VERSION.jar; exit 1 when something is wrong.")
final class PluginPackageCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FOLDER", arity = "0..1", description = "The folder of the plugin (default: this one).")
    private Path given = Path.of(".");

    @Option(names = "--out", description = "The jar to write (default: ID-VERSION.jar in the current folder).")
    private @Nullable Path target;

    @Option(names = "--plugins", description = "A further folder of plugin jars, whose sets may be extended.")
    private @Nullable Path plugins;

    @Override
    public Integer call() {
        if (!Files.isDirectory(given)) {
            throw Refused.usage("There is no folder " + given + "; name the folder of a plugin.");
        }
        PluginTrial trial = new PluginTrial(plugins).with(given);
        return trial.run(tried -> checked(trial, tried)) ? write(trial.folders().getFirst()) : ExitCodes.NO;
    }

    private boolean checked(PluginTrial trial, PluginTrial.Tried tried) {
        PrintWriter out = spec.commandLine().getOut();
        Findings findings = tried.findings();
        findings.print(out);
        if (!findings.sound()) {
            return false;
        }
        ExampleRun run = ExampleRun.of(tried, trial.folders());
        if (!run.results().isEmpty() && !run.passed()) {
            run.print(out);
            return false;
        }
        return true;
    }

    private int write(PluginFolder folder) {
        Path jar = target == null ? Path.of(folder.description().orElseThrow().jarName()) : target;
        try {
            Files.write(jar, PackedPlugin.of(folder));
        } catch (IOException unwritable) {
            throw Refused.environment("The jar " + jar + " cannot be written; choose another place with --out.");
        }
        spec.commandLine().getOut().println(jar);
        if (folder.hasJava()) {
            spec.commandLine()
                    .getErr()
                    .println("It brings code: sign it with \"hoctap plugin sign " + jar + " --keystore FILE\".");
        }
        return ExitCodes.DONE;
    }
}
