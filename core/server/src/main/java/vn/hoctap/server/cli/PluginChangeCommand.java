package vn.hoctap.server.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One plugin that is there becomes another state. */
abstract class PluginChangeCommand implements Callable<Integer> {
    private final PluginDeed deed;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ID", description = "The plugin.")
    private String plugin = "";

    @ArgGroup(exclusive = false)
    private Where where = new Where();

    PluginChangeCommand(PluginDeed deed) {
        this.deed = deed;
    }

    @Override
    public Integer call() throws IOException {
        try (Desk desk = where.desk()) {
            new PluginLines(spec.commandLine().getOut()).print(desk.change(plugin, deed));
        }
        return ExitCodes.DONE;
    }

    @Command(
            name = "enable",
            description = "Lets a plugin run again, one in quarantine too; exit 1 when it would not run.")
    static final class Enable extends PluginChangeCommand {
        Enable() {
            super(PluginDeed.ENABLE);
        }
    }

    @Command(name = "disable", description = "Keeps a plugin from running; exit 1 when others depend on it.")
    static final class Disable extends PluginChangeCommand {
        Disable() {
            super(PluginDeed.DISABLE);
        }
    }

    @Command(
            name = "rollback",
            description = "Puts back the version before the one that runs; exit 1 when there is none.")
    static final class Rollback extends PluginChangeCommand {
        Rollback() {
            super(PluginDeed.ROLLBACK);
        }
    }
}
