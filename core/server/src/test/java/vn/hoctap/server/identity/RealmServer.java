package vn.hoctap.server.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.hoctap.server.Server;
import vn.hoctap.server.Settings;
import vn.hoctap.server.database.DatabaseSettings;
import vn.hoctap.server.database.PostgresAddress;
import vn.hoctap.server.database.TestDatabase;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.plugin.PluginFolders;
import vn.hoctap.server.secrecy.KeyPlace;

/**
 * The whole server on a fresh database, with a realm of its own on the shared Keycloak. In the realm are {@code quantri} (admin),
 * {@code canbo} (officer of quang-vinh) and {@code hocvien} (the person {@link #LEARNER} there).
 */
public final class RealmServer implements AutoCloseable {
    public static final String LEARNER = "cit-000001";

    private final TestDatabase database = TestDatabase.open();
    private final HttpClient client = HttpClient.newHttpClient();
    private final TestRealm realm;
    private final Server server;
    private final URI base;
    private final Path folder;

    private RealmServer(Optional<URI> publicUrl) {
        int port = freePort();
        base = URI.create("http://127.0.0.1:" + port);
        realm = TestRealm.create(base.toString());
        try {
            folder = Files.createTempDirectory("hoctap-realm-");
            server = Server.prepare(settings(port, publicUrl.orElse(base)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.listen();
        realm.person("quantri", "admin", null);
        realm.person("canbo", "officer", null, "quang-vinh");
        realm.person("hocvien", "learner", LEARNER);
        post("quantri", "/api/v1/org-units", "{\"id\":\"quang-vinh\",\"kind\":\"commune\",\"name\":\"Quảng Vinh\"}");
        post("quantri", "/api/v1/subjects", """
                {"id":"%s","kind":"citizen","name":"Nguyễn Văn Á","group":"nong-dan","residence":"quang-vinh"}""".formatted(LEARNER));
    }

    public static RealmServer start() {
        return new RealmServer(Optional.empty());
    }

    /** Behind a reverse proxy, where people know it under another name. */
    public static RealmServer behind(URI publicUrl) {
        return new RealmServer(Optional.of(publicUrl));
    }

    private Settings settings(int port, URI publicUrl) throws IOException {
        PostgresAddress address = database.address();
        Path password = Files.writeString(folder.resolve("password"), address.password());
        Path secret = Files.writeString(folder.resolve("secret"), realm.secret() + "\n");
        String url = "postgresql://%s:%d/%s".formatted(address.host(), address.port(), address.database());
        return new Settings(
                        folder,
                        new Settings.Http("127.0.0.1", port, Optional.of(publicUrl)),
                        Optional.of(new DatabaseSettings(url, address.user(), password)),
                        Optional.of(new Settings.Keycloak(
                                realm.issuer(), TestRealm.CLIENT, Optional.of(secret), TestRealm.CLIENT)),
                        new PluginFolders(List.of(), List.of()))
                .sealing(new KeyPlace.Folder(folder));
    }

    public TestRealm realm() {
        return realm;
    }

    public Server server() {
        return server;
    }

    public URI at(String path) {
        return base.resolve(path);
    }

    /** The status of a GET with a bearer token. */
    public int status(String token, String path) {
        return send(HttpRequest.newBuilder(at(path)).header("Authorization", "Bearer " + token))
                .statusCode();
    }

    HttpResponse<String> postWith(String token, String path, String body) {
        return send(HttpRequest.newBuilder(at(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    public JsonNode post(String username, String path, String body) {
        HttpResponse<String> answer = postWith(realm.token(username), path, body);
        if (answer.statusCode() >= 300) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
        try {
            return Json.mapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        client.close();
        database.close();
    }
}
