package vn.hoctap.server.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import vn.hoctap.server.http.Json;

/**
 * A real Keycloak, which all tests of a JVM share. It ends with the JVM, also when that is killed: a shell holds the other
 * end of a pipe and ends the server when it breaks. Its issuers are named as it is asked: {@code 127.0.0.1} and
 * {@code localhost} are two.
 */
public final class Keycloak {
    public static final String ADMIN = "admin";
    public static final String PASSWORD = "admin-of-a-test";

    private static final Duration START = Duration.ofMinutes(3);
    private static final String KEEPER = """
            trap '' INT TERM HUP
            home=$1; shift
            "$@" & server=$!
            cat > /dev/null
            kill -9 $server; wait $server; rm -rf "$home"
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final Process keeper;

    private Keycloak() {
        KeycloakHome home = KeycloakHome.open();
        int port = freePort();
        address = URI.create("http://127.0.0.1:" + port);
        keeper = start(home, port);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "keycloak-stop"));
        Awaitility.await("Keycloak of " + home.folder())
                .atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> send(HttpRequest.newBuilder(at("/realms/master"))).statusCode() == 200);
    }

    /** Started when the first test asks. */
    public static Keycloak running() {
        return Shared.SERVER;
    }

    /** {@code http://127.0.0.1:port} */
    public URI address() {
        return address;
    }

    public URI at(String path) {
        return address.resolve(path);
    }

    /** An access token of the administrator of all realms, good for a minute. */
    public String adminToken() {
        return token("master", Map.of("client_id", "admin-cli", "username", ADMIN, "password", PASSWORD));
    }

    /** A password grant. */
    String token(String realm, Map<String, String> form) {
        return tokens(address, realm, "password", form).required("access_token").textValue();
    }

    /** @param server as whom one calls it, which is how it calls itself then */
    JsonNode tokens(URI server, String realm, String grant, Map<String, String> form) {
        String fields = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "grant_type=" + grant + "&scope=openid&", ""));
        return json(send(HttpRequest.newBuilder(server.resolve("/realms/" + realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields))));
    }

    /**
     * A call of the administration's REST interface.
     *
     * @param path after {@code /admin/realms}
     * @throws AssertionError unless it succeeds
     */
    public HttpResponse<String> admin(String method, String path, Object body) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(at("/admin/realms" + path))
                .header("Authorization", "Bearer " + adminToken())
                .header("Content-Type", "application/json")
                .method(
                        method,
                        BodyPublishers.ofString(Json.mapper().valueToTree(body).toString())));
        if (answer.statusCode() >= 300) {
            throw new AssertionError("%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
        }
        return answer;
    }

    public JsonNode get(String path) {
        return json(send(
                HttpRequest.newBuilder(at("/admin/realms" + path)).header("Authorization", "Bearer " + adminToken())));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.request().uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        try {
            return Json.mapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process start(KeycloakHome home, int port) {
        List<String> command = new ArrayList<>(
                List.of("sh", "-c", KEEPER, "keycloak", home.folder().toString()));
        command.addAll(home.command(List.of(
                "start",
                "--optimized",
                "--http-enabled=true",
                "--hostname-strict=false",
                "--http-host=127.0.0.1",
                "--http-port=" + port)));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "keycloak", "server.log").toFile());
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stop() {
        try {
            keeper.getOutputStream().close();
            keeper.waitFor();
        } catch (IOException ended) {
            // The pipe is broken: then nobody is left to be stopped.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared {
        static final Keycloak SERVER = new Keycloak();
    }
}
