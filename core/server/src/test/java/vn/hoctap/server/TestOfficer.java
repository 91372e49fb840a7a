package vn.hoctap.server;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import vn.hoctap.server.TestServer.Answer;

/** An officer of Quảng Vinh who is in the register himself, and so has a household and speaks for others. */
public record TestOfficer(TestServer server, String subject) {

    public HttpRequest.Builder request(String path) {
        JsonObject claims = new JsonObject()
                .put("subject", subject)
                .put("realm_access", new JsonObject().put("roles", new JsonArray().add("officer")))
                .put(
                        "org_units",
                        new JsonArray()
                                .add(new JsonObject().put("role", "officer").put("unit", "quang-vinh")));
        String token = server.server().demoTokens().orElseThrow().token("officer-" + subject, claims);
        return HttpRequest.newBuilder(server.at(path)).header("Authorization", "Bearer " + token);
    }

    /** What a form of a page does, without the page that follows. */
    public Answer submit(String path, String... fields) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            form.append(i == 0 ? "" : "&").append(fields[i]).append('=');
            form.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return server.send(request(path)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.toString())));
    }
}
