package vn.hoctap.server.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.Server;
import vn.hoctap.server.Settings;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.database.DatabaseSettings;
import vn.hoctap.server.database.PostgresAddress;
import vn.hoctap.server.evidence.EvidenceLimits;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.plugin.PluginFolders;
import vn.hoctap.server.secrecy.KeyPlace;
import vn.hoctap.server.secrecy.MasterKey;

/** A server of its own on a database that others use too, spoken to by HTTP. */
final class TestNode implements AutoCloseable {
    record Answer(int status, JsonNode body, Map<String, List<String>> headers) {}

    private final @Nullable Server server;
    private final URI base;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    private TestNode(@Nullable Server server, int port) {
        this.server = server;
        this.base = URI.create("http://127.0.0.1:" + port);
    }

    /** One of another process. */
    static TestNode at(int port) {
        return new TestNode(null, port);
    }

    /** @param cluster empty: it knows of no others */
    static TestNode start(PostgresAddress address, Optional<ClusterSettings> cluster) {
        Server server = Server.prepare(settings(address, cluster));
        return new TestNode(server, server.listen().port());
    }

    /** The same on every node. */
    private static final String KEY = "c2l4dGVlbi1ieXRlcy1hcmUtbm90LWVub3VnaC4uLi4=";

    static Settings settings(PostgresAddress address, Optional<ClusterSettings> cluster) {
        try {
            Path folder = Files.createTempDirectory("hoctap-node-");
            Path plugins = Files.createDirectory(folder.resolve("local"));
            TestServer.plugin().in(plugins);
            Path password = Files.writeString(folder.resolve("password"), address.password());
            String url = "postgresql://%s:%d/%s".formatted(address.host(), address.port(), address.database());
            return new Settings(
                            folder,
                            new Settings.Http("127.0.0.1", 0),
                            Optional.of(new DatabaseSettings(url, address.user(), password)),
                            Optional.empty(),
                            new PluginFolders(List.of(), List.of(plugins)),
                            EvidenceLimits.DEFAULT,
                            cluster)
                    .sealing(new KeyPlace.Given(MasterKey.parse(KEY).orElseThrow()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A port and the one for the bus above it, both free a moment ago. */
    static int freePort() {
        for (int attempt = 0; attempt < 100; attempt++) {
            try (ServerSocket one = new ServerSocket(0);
                    ServerSocket other = new ServerSocket(one.getLocalPort() + ClusterSettings.BUS)) {
                return other.getLocalPort() - ClusterSettings.BUS;
            } catch (IOException | IllegalArgumentException taken) {
                continue;
            }
        }
        throw new IllegalStateException("no two free ports");
    }

    Server server() {
        return Objects.requireNonNull(server);
    }

    /** Places and a person of the demo. */
    void enter() {
        post("admin", "/api/v1/org-units", """
                {"id":"ninh-binh","kind":"province","name":"Ninh Bình","parent":null}""");
        post("admin", "/api/v1/org-units", """
                {"id":"quang-vinh","kind":"commune","name":"Quảng Vinh","parent":"ninh-binh"}""");
    }

    void farmer(String id) {
        Answer answer = post("admin", "/api/v1/subjects", """
                {"id":"%s","kind":"citizen","name":"Nguyễn Văn Á","group":"nong-dan","residence":"quang-vinh",\
                "from":"2020-01-01"}""".formatted(id));
        if (answer.status() >= 300) {
            throw new IllegalStateException(answer.body().toString());
        }
    }

    static String reading(String subject, String id) {
        return """
                {"id":"%s","subject":"%s","type":"reading","title":"Đọc","endedAt":"2026-03-02T08:00:00+07:00"}""".formatted(id, subject);
    }

    Answer get(String persona, String path) {
        return send(request(persona, path));
    }

    Answer post(String persona, String path, String body) {
        return send(request(persona, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    Answer install(String persona, String query, byte[] jar) {
        return send(request(persona, "/api/v1/plugins" + query)
                .header("Content-Type", "application/java-archive")
                .POST(BodyPublishers.ofByteArray(jar)));
    }

    HttpRequest.Builder request(String persona, String path) {
        String token = tokens.computeIfAbsent(
                persona,
                who -> send(HttpRequest.newBuilder(base.resolve("/demo/token/" + who)))
                        .body()
                        .textValue());
        return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            JsonNode body = json
                    ? Json.mapper().readTree(response.body())
                    : Json.mapper().getNodeFactory().textNode(response.body());
            return new Answer(response.statusCode(), body, response.headers().map());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        if (server != null) {
            server.close();
        }
    }
}
