package vn.hoctap.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "install",
        description = "Installs a plugin, or another version of one, while the server runs; exit 1 when it is refused.")
final class PluginInstallCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The jar.")
    private Path jar = Path.of("");

    @Option(
            names = "--org-unit",
            paramLabel = "ID",
            description = "For whose part of the tree (default: as the jar says, or else wherever you may).")
    private @Nullable String orgUnit;

    @ArgGroup(exclusive = false)
    private Where where = new Where();

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(jar) || !Files.isReadable(jar)) {
            throw Refused.usage("The file " + jar + " cannot be read; correct its name.");
        }
        try (Desk desk = where.desk()) {
            new PluginLines(spec.commandLine().getOut()).print(desk.install(jar, orgUnit));
        }
        return ExitCodes.DONE;
    }
}
