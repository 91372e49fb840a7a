package vn.hoctap.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.hoctap.server.Core;
import vn.hoctap.server.Settings;
import vn.hoctap.server.audit.Anchor;
import vn.hoctap.server.identity.realm.RealmCheck;
import vn.hoctap.server.plugin.PluginInfo;

@Command(
        name = "doctor",
        description =
                "Checks configuration, database, Keycloak, cluster and plugins; with an embedded database, while no server runs. Exit 1"
                        + " when something is wrong.")
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--config", description = "The configuration (default: config/hoctap.yaml of the distribution).")
    private @Nullable Path config;

    @Option(names = "--data", description = "The data folder.")
    private @Nullable Path data;

    @Option(names = "--plugins", description = "A further folder of plugin jars.")
    private @Nullable Path plugins;

    @Override
    public Integer call() {
        ConfigFile file = ConfigFile.read(SettingsReader.configFile(config), System.getenv());
        SettingsReader reader = new SettingsReader(file, null, data, plugins);
        Settings settings = reader.offline();
        List<String> wrong = new ArrayList<>();
        PrintWriter out = spec.commandLine().getOut();
        out.println("Configuration: readable");
        if (file.get("keycloak.issuer").isEmpty()) {
            out.println("Keycloak: keycloak.issuer is not set; \"serve\" needs it, \"demo\" does not");
        } else {
            RealmLines realm =
                    new RealmLines(RealmCheck.run(new RealmWish(file).with(List.of()), InstantSource.system()));
            realm.all().forEach(out::println);
            wrong.addAll(realm.wrong());
        }
        try (Core core = Core.look(settings)) {
            String version = core.database()
                    .first("show server_version")
                    .map(row -> row.getString(0))
                    .orElse("");
            out.println("Database: PostgreSQL " + version + ", tables up to date");
            new ClusterCheck(out, wrong).run(file.on("cluster.enabled"), reader.nodes(), core.database());
            new AuditCheck(out, wrong).run(core.database(), Anchor.in(settings.data()));
            core.registry().plugins().forEach(plugin -> out.println(line(plugin, wrong)));
        }
        wrong.forEach(out::println);
        return wrong.isEmpty() ? ExitCodes.DONE : ExitCodes.NO;
    }

    private static String line(PluginInfo plugin, List<String> wrong) {
        plugin.errors().forEach(error -> wrong.add("  " + plugin.id() + ": " + error));
        return "Plugin " + plugin + (plugin.sets().isEmpty() ? "" : ": " + String.join(", ", plugin.sets()));
    }
}
