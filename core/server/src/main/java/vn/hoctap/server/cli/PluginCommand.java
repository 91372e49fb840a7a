package vn.hoctap.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.server.plugin.PluginFolders;
import vn.hoctap.server.plugin.PluginInfo;

@Command(
        name = "plugin",
        description = "Makes, checks, tests, packs, signs and lists plugins.",
        subcommands = {
            PluginNewCommand.class,
            PluginCheckCommand.class,
            PluginTestCommand.class,
            PluginPackageCommand.class,
            PluginSignCommand.class
        })
final class PluginCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? For instance: hoctap plugin new");
    }

    @Command(name = "list", description = "Names all plugins with what they bring; exit 1 when one is refused.")
    int list(@Option(names = "--plugins", description = "A further folder of plugin jars.") @Nullable Path plugins) {
        PluginFolders folders =
                new PluginFolders(SettingsReader.shipped(), plugins == null ? List.of() : List.of(plugins));
        List<PluginInfo> infos = TrialFolder.with(trial -> trial.check(folders)).plugins();
        PrintWriter out = spec.commandLine().getOut();
        infos.forEach(info -> {
            out.println("%-24s %-12s %-8s %s"
                    .formatted(info.id(), info.version(), info.state(), String.join(", ", info.sets())));
            info.errors().forEach(error -> out.println("  " + error));
        });
        return exitCode(infos.stream().flatMap(info -> info.errors().stream()).toList());
    }

    private static int exitCode(List<CriteriaError> errors) {
        return errors.isEmpty() ? ExitCodes.DONE : ExitCodes.NO;
    }
}
