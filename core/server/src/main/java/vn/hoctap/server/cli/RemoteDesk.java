package vn.hoctap.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.exchange.FileKind;
import vn.hoctap.server.exchange.Format;
import vn.hoctap.server.http.Json;

/** A running server, asked over HTTP. */
final class RemoteDesk implements Desk {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(500);
    /** How long a server may be busy at a stretch. */
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(1);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,4}");
    private static final Set<String> ENDED = Set.of("DONE", "FAILED", "CANCELLED");
    private static final int CLIENT_FAULT = 400;
    private static final int CONFLICT = 409;
    private static final int SERVER_FAULT = 500;

    private final URI server;
    private final String token;
    private final HttpClient client = HttpClient.newHttpClient();

    RemoteDesk(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    @Override
    public JsonNode imported(Path file, FileKind kind, boolean dryRun, Listener listener) throws IOException {
        String boundary = "hoctap-" + UUID.randomUUID();
        JsonNode job = json(request("api/v1/imports?kind=" + kind.slug() + "&dryRun=" + dryRun)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(form(file, boundary)));
        return ended(job, listener);
    }

    @Override
    public JsonNode simulated(String yaml, int cycle, @Nullable String orgUnit, Listener listener) throws IOException {
        ObjectNode body = Json.mapper().createObjectNode().put("draft", yaml).put("cycle", cycle);
        if (orgUnit != null) {
            body.put("orgUnit", orgUnit);
        }
        return ended(posted("api/v1/simulations", body), listener);
    }

    @Override
    public JsonNode reevaluated(String set, int cycle, boolean everybody, Listener listener) throws IOException {
        ObjectNode body = Json.mapper()
                .createObjectNode()
                .put("set", set)
                .put("cycle", cycle)
                .put("everybody", everybody);
        return ended(posted("api/v1/reevaluations", body), listener);
    }

    private JsonNode posted(String path, JsonNode body) throws IOException {
        return json(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private JsonNode ended(JsonNode begun, Listener listener) throws IOException {
        JsonNode job = begun;
        String path = "api/v1/jobs/" + job.path("id").asText();
        while (!ENDED.contains(job.path("state").asText())) {
            listener.reached(job.path("done").asLong(), total(job));
            LockSupport.parkNanos(PAUSE);
            job = json(request(path));
        }
        return job;
    }

    private static @Nullable Long total(JsonNode job) {
        return job.path("total").isNumber() ? job.path("total").asLong() : null;
    }

    private static BodyPublisher form(Path file, String boundary) throws IOException {
        String name = file.getFileName().toString().replace("\"", "'");
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        return BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofFile(file),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    }

    @Override
    public void errors(JsonNode job, Path copy) throws IOException {
        try (InputStream in = stream("api/v1/jobs/" + job.path("id").asText() + "/errors");
                OutputStream out = Files.newOutputStream(copy)) {
            in.transferTo(out);
        }
    }

    @Override
    public void export(String kind, Format format, OutputStream out) throws IOException {
        try (InputStream in = stream("api/v1/exports/" + kind + "?format=" + format.slug())) {
            in.transferTo(out);
        }
    }

    @Override
    public JsonNode plugins() throws IOException {
        ArrayNode all = Json.mapper().createArrayNode();
        JsonNode page = json(request("api/v1/plugins?limit=1000"));
        page.path("items").forEach(all::add);
        return all;
    }

    @Override
    public JsonNode install(Path jar, @Nullable String orgUnit) throws IOException {
        String boundary = "hoctap-" + UUID.randomUUID();
        String query = orgUnit == null ? "" : "?orgUnit=" + URLEncoder.encode(orgUnit, StandardCharsets.UTF_8);
        return decided(request("api/v1/plugins" + query)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(form(jar, boundary)));
    }

    @Override
    public JsonNode change(String plugin, PluginDeed deed) throws IOException {
        String id = URLEncoder.encode(plugin, StandardCharsets.UTF_8);
        return decided(request("api/v1/plugins/" + id + "/" + deed.slug()).POST(BodyPublishers.noBody()));
    }

    /** What is wrong with a plugin, or stands against it, is the answer and no wrong usage. */
    private JsonNode decided(HttpRequest.Builder builder) throws IOException {
        HttpResponse<InputStream> response = sent(builder.build());
        if (response.statusCode() != CLIENT_FAULT && response.statusCode() != CONFLICT) {
            return json(response);
        }
        try (InputStream in = response.body()) {
            JsonNode problem = Json.mapper().readTree(in);
            StringBuilder said = new StringBuilder(problem.path("detail").asText());
            problem.path("errors")
                    .forEach(error -> said.append("\n  ")
                            .append(error.path("pointer").asText())
                            .append(": ")
                            .append(error.path("detail").asText()));
            throw Refused.no(said.toString());
        }
    }

    private JsonNode json(HttpResponse<InputStream> response) throws IOException {
        if (response.statusCode() >= CLIENT_FAULT) {
            throw refused(response);
        }
        try (InputStream in = response.body()) {
            return Json.mapper().readTree(in);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private JsonNode json(HttpRequest.Builder request) throws IOException {
        try (InputStream in = send(request)) {
            return Json.mapper().readTree(in);
        }
    }

    private InputStream stream(String path) throws IOException {
        return send(request(path));
    }

    /**
     * Sends it again for a while when the server asks for that.
     *
     * @throws Refused when the server does not answer, or refuses
     */
    private InputStream send(HttpRequest.Builder builder) throws IOException {
        HttpRequest request = builder.build();
        HttpResponse<InputStream> response = sent(request);
        long end = System.nanoTime() + PATIENCE;
        for (long pause = pause(response); pause >= 0 && System.nanoTime() + pause < end; pause = pause(response)) {
            response.body().close();
            LockSupport.parkNanos(pause);
            response = sent(request);
        }
        if (response.statusCode() < CLIENT_FAULT) {
            return response.body();
        }
        throw refused(response);
    }

    private Refused refused(HttpResponse<InputStream> response) throws IOException {
        String said = said(response);
        return response.statusCode() < SERVER_FAULT ? Refused.usage(said) : Refused.environment(said);
    }

    /** What {@code Retry-After} says, in nanoseconds; negative when it says nothing. */
    private static long pause(HttpResponse<?> response) {
        return response.statusCode() < CLIENT_FAULT
                ? -1
                : response.headers()
                        .firstValue("Retry-After")
                        .filter(text -> SECONDS.matcher(text).matches())
                        .map(text -> TimeUnit.SECONDS.toNanos(Long.parseLong(text)))
                        .orElse(-1L);
    }

    private HttpResponse<InputStream> sent(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (ConnectException nobody) {
            throw Refused.environment("No server answers at " + server + "; start it or correct --server.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    private String said(HttpResponse<InputStream> response) throws IOException {
        try (InputStream in = response.body()) {
            String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String detail = body.startsWith("{")
                    ? Json.mapper().readTree(body).path("detail").asText()
                    : "";
            return "The server at " + server + " refuses with " + response.statusCode() + ": "
                    + (detail.isEmpty() ? "check the address and the token." : detail);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
