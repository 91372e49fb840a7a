package vn.hoctap.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.hoctap.server.Server;
import vn.hoctap.server.Settings;

@Command(name = "serve", description = "Starts the server for real use, with Keycloak's tokens.")
final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--config", description = "The configuration (default: config/hoctap.yaml of the distribution).")
    private @Nullable Path config;

    @Option(names = "--port", description = "Where to listen; wins over http.port.")
    private @Nullable Integer port;

    @Option(names = "--plugins", description = "A further folder of plugin jars.")
    private @Nullable Path plugins;

    @Override
    public Integer call() throws InterruptedException {
        ConfigFile file = ConfigFile.read(SettingsReader.configFile(config), System.getenv());
        Settings settings = new SettingsReader(file, port, null, plugins).production();
        Listening.demandFree(settings.http());
        Server server = Server.prepare(settings);
        try (Stopping stopping = new Stopping(server)) {
            Purpose.production(settings.data());
            Purpose.production(server.core().database());
            PrintWriter out = spec.commandLine().getOut();
            out.println("Hoctap is ready at " + Listening.open(server, settings) + "; one signs in at "
                    + settings.keycloak().orElseThrow().issuer() + ".");
            stopping.waitForever();
            return ExitCodes.DONE;
        }
    }
}
