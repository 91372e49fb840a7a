package vn.hoctap.server.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.hoctap.server.plugin.PluginFolders;

/** The options that say which data a command works on. */
final class Where {
    @Option(names = "--server", paramLabel = "URL", description = "The address of a running server.")
    private @Nullable String server;

    @Option(names = "--token-file", paramLabel = "FILE", description = "A file with the bearer token for it.")
    private @Nullable Path tokenFile;

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder, while no server runs on it.")
    private @Nullable Path data;

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration, for an external database.")
    private @Nullable Path config;

    @Option(names = "--plugins", paramLabel = "DIR", description = "A further folder of plugin jars.")
    private @Nullable Path plugins;

    /** Whether they name a server or data; or else, at most, a folder of plugins. */
    boolean named() {
        return server != null || data != null || config != null;
    }

    /** The plugins of the distribution and of the folder that was named. */
    PluginFolders folders() {
        return new PluginFolders(SettingsReader.shipped(), plugins == null ? List.of() : List.of(plugins));
    }

    /** @throws Refused when the options contradict each other, or lead nowhere */
    Desk desk() {
        if (server == null) {
            if (tokenFile != null) {
                throw Refused.usage("--token-file goes with --server; name the server too.");
            }
            ConfigFile file = ConfigFile.read(SettingsReader.configFile(config), System.getenv());
            return LocalDesk.open(new SettingsReader(file, null, data, plugins).offline());
        }
        if (data != null) {
            throw Refused.usage("--server and --data exclude each other; leave one out.");
        }
        if (tokenFile == null) {
            throw Refused.usage("--server needs --token-file, a file with the bearer token.");
        }
        return new RemoteDesk(address(server), token(tokenFile));
    }

    private static URI address(String server) {
        try {
            URI address = URI.create(server.endsWith("/") ? server : server + "/");
            if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
                return address;
            }
        } catch (IllegalArgumentException malformed) {
            // said below
        }
        throw Refused.usage("--server is \"" + server + "\"; it must be an address like http://127.0.0.1:8080.");
    }

    private static String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw Refused.usage("The token file " + file + " cannot be read; correct --token-file.");
        }
    }
}
