package vn.hoctap.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import vn.hoctap.server.http.Json;

@Command(
        name = "list",
        description =
                "Names all plugins with what they bring: of a server or data folder, or else of the plugin folders;"
                        + " exit 1 when one is refused or in quarantine.")
final class PluginListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup(exclusive = false)
    private Where where = new Where();

    @Override
    public Integer call() throws IOException {
        PluginLines lines = new PluginLines(spec.commandLine().getOut());
        boolean sound = true;
        for (JsonNode plugin : plugins()) {
            lines.print(plugin);
            sound &= plugin.path("errors").isEmpty();
        }
        return sound ? ExitCodes.DONE : ExitCodes.NO;
    }

    private JsonNode plugins() throws IOException {
        if (!where.named()) {
            return Json.mapper()
                    .valueToTree(TrialFolder.with(
                            trial -> trial.check(where.folders()).plugins()));
        }
        try (Desk desk = where.desk()) {
            return desk.plugins();
        }
    }
}
