package vn.hoctap.server.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import vn.hoctap.server.Server;
import vn.hoctap.server.Settings;
import vn.hoctap.server.http.HttpEndpoint;

/** Opens the port and says where. */
final class Listening {
    private Listening() {}

    /** Told before anything else is started; somebody may still be quicker. */
    static void demandFree(Settings.Http http) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(http.host(), http.port()));
        } catch (IOException taken) {
            throw taken(http);
        }
    }

    /** @throws Refused when the port is taken */
    static String open(Server server, Settings settings) {
        Settings.Http http = settings.http();
        try {
            HttpEndpoint endpoint = server.listen();
            return "http://" + http.host() + ":" + endpoint.port() + "/";
        } catch (RuntimeException failure) {
            throw refused(failure, http);
        } catch (Exception failure) {
            throw refused(failure, http);
        }
    }

    private static RuntimeException refused(Exception failure, Settings.Http http) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return taken(http);
            }
        }
        return failure instanceof RuntimeException unexpected ? unexpected : new IllegalStateException(failure);
    }

    private static Refused taken(Settings.Http http) {
        return Refused.environment("Port %d of %s is taken or not allowed; choose another one with --port."
                .formatted(http.port(), http.host()));
    }
}
