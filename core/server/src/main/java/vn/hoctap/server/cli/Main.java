package vn.hoctap.server.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code hoctap}: turns learning into recognised titles. */
@Command(
        name = "hoctap",
        description = "Turns learning into recognised titles.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = VersionLine.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            SimulateCommand.class,
            ReevaluateCommand.class,
            LedgerCommand.class,
            PluginCommand.class,
            KeycloakCommand.class,
            DoctorCommand.class
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        ExitCodes codes = new ExitCodes();
        return new CommandLine(new Main())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler(codes)
                .setParameterExceptionHandler(codes);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? For instance: hoctap demo");
    }
}
