package vn.hoctap.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vn.hoctap.server.Core;
import vn.hoctap.server.Settings;
import vn.hoctap.server.ledger.LedgerCheck;
import vn.hoctap.server.programme.RollupCheck;

@Command(name = "ledger", description = "Works on the ledger of facts.")
final class LedgerCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? For instance: hoctap ledger check");
    }

    @Command(
            name = "check",
            description =
                    "Recomputes progress, titles and figures from the facts and names every difference; exit 1 on any.")
    int check(
            @Option(names = "--data", description = "The data folder, while no server runs on it.") @Nullable Path data,
            @Option(names = "--config", description = "The configuration, for an external database.") @Nullable
                    Path config,
            @Option(names = "--plugins", description = "A further folder of plugin jars.") @Nullable Path plugins,
            @Option(
                            names = "--sample",
                            defaultValue = "1",
                            description = "The share of the people to check, above 0 to 1, or percent as in 5%%.")
                    String sample) {
        double share = share(sample);
        ConfigFile file = ConfigFile.read(SettingsReader.configFile(config), System.getenv());
        Settings settings = new SettingsReader(file, null, data, plugins).offline();
        PrintWriter out = spec.commandLine().getOut();
        try (Core core = Core.look(settings)) {
            Progress progress = new Progress(spec.commandLine().getErr(), "people");
            LedgerCheck.Summary summary =
                    core.ledgerCheck().run(share, out::println, (checked, all) -> progress.show(checked + " / " + all));
            out.println("%,d people checked, %,d differences".formatted(summary.subjects(), summary.differences()));
            RollupCheck.Summary figures = core.rollupCheck().run(share, out::println);
            out.println(
                    "%,d figures counted anew, %,d differences".formatted(figures.figures(), figures.differences()));
            return summary.agrees() && figures.agrees() ? ExitCodes.DONE : ExitCodes.NO;
        }
    }

    private double share(String text) {
        try {
            double share = text.endsWith("%")
                    ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
                    : Double.parseDouble(text);
            if (share > 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        throw new ParameterException(
                spec.commandLine(), "--sample is \"" + text + "\"; it must be above 0 and at most 1, or as in 5%.");
    }
}
