package vn.hoctap.server.cli;

import java.net.BindException;
import vn.hoctap.server.Server;
import vn.hoctap.server.Settings;
import vn.hoctap.server.http.HttpEndpoint;

/** Opens the port and says where. */
final class Listening {
    private Listening() {}

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
                return Refused.environment("Port %d of %s is taken or not allowed; choose another one with --port."
                        .formatted(http.port(), http.host()));
            }
        }
        return failure instanceof RuntimeException unexpected ? unexpected : new IllegalStateException(failure);
    }
}
