package vn.hoctap.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "plugin",
        description = "Makes, checks, tests, packs and signs plugins, and installs them.",
        subcommands = {
            PluginNewCommand.class,
            PluginCheckCommand.class,
            PluginTestCommand.class,
            PluginPackageCommand.class,
            PluginSignCommand.class,
            PluginInstallCommand.class,
            PluginListCommand.class,
            PluginChangeCommand.Enable.class,
            PluginChangeCommand.Disable.class,
            PluginChangeCommand.Rollback.class
        })
final class PluginCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? For instance: hoctap plugin new");
    }
}
