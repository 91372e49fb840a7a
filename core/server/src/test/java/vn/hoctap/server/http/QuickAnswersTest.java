package vn.hoctap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.database.Await;

/** Which requests are answered on the event loop on which they come, and how all others come to their answer. */
class QuickAnswersTest {
    private static final String ONE =
            "{\"subject\": \"an\", \"type\": \"course\", \"endedAt\": \"2026-03-05T17:00:00+07:00\", \"hours\": %s}";

    /** Who was asked, and on what. */
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private final Vertx vertx = Vertx.vertx();
    private final HttpEndpoint endpoint = HttpEndpoint.open(
            vertx,
            new HttpEndpoint.Address("127.0.0.1", 0),
            new Health(Map.of()),
            routes(new ApiRouter(new Description(), handlers())));

    private final HttpClient client = HttpClient.newHttpClient();

    private Map<String, Handler<RoutingContext>> handlers() {
        Map<String, Handler<RoutingContext>> handlers = new HashMap<>();
        new Description().operations().forEach(operation -> handlers.put(operation.id(), context -> {}));
        handlers.put("recordActivities", new Recorded());
        return handlers;
    }

    private Routes routes(ApiRouter api) {
        return new Routes() {
            @Override
            public void mountQuick(Router router) {
                api.mountQuick(router, context -> {
                    note("recalled");
                    return "known".equals(context.request().getHeader("Authorization"));
                });
            }

            @Override
            public void mount(Router router) {
                api.mount(router, context -> note("demanded"), context -> {});
            }
        };
    }

    /** In doubt about whatever lasted half an hour; has to wait for seven and a quarter. */
    private final class Recorded implements Swift {
        @Override
        public boolean answers(RoutingContext context, byte[] body) {
            note("swift");
            String text = new String(body, StandardCharsets.UTF_8);
            if (text.contains("7.25")) {
                Await.on(context.vertx().timer(1));
            }
            if (text.contains("0.5")) {
                return false;
            }
            context.end("swift " + body.length);
            return true;
        }

        @Override
        public void handle(RoutingContext context) {
            note("handled");
            Await.on(context.vertx().timer(1));
            context.end("handled " + Json.body(context).get("hours"));
        }
    }

    private void note(String what) {
        asked.add(what + (Context.isOnEventLoopThread() ? " on the loop" : ""));
    }

    @AfterEach
    void stop() {
        client.close();
        endpoint.close();
        Await.on(vertx.close());
    }

    private String post(String token, String type, String body) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + "/api/v1/activities"))
                                .header("Authorization", token)
                                .header("Content-Type", type)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    @Test
    void what_is_beyond_doubt_is_answered_where_it_comes() throws Exception {
        String body = ONE.formatted("2");

        assertThat(post("known", "application/json", body)).isEqualTo("swift " + body.length());
        assertThat(asked).containsExactly("recalled on the loop", "swift on the loop");
    }

    @Test
    void whoever_is_not_known_yet_is_asked_where_that_may_take_time() throws Exception {
        String body = ONE.formatted("2");

        assertThat(post("new", "application/json", body)).isEqualTo("swift " + body.length());
        assertThat(asked).containsExactly("recalled on the loop", "demanded", "swift");
    }

    @Test
    void what_is_in_doubt_goes_on_with_its_body() throws Exception {
        assertThat(post("known", "application/json", ONE.formatted("0.5"))).isEqualTo("handled 0.5");
        assertThat(asked).containsExactly("recalled on the loop", "swift on the loop", "demanded", "swift", "handled");
    }

    @Test
    void what_turns_out_to_have_to_wait_is_asked_again_where_it_may() throws Exception {
        assertThat(post("known", "application/json", ONE.formatted("7.25"))).startsWith("swift");
        assertThat(asked).containsExactly("recalled on the loop", "swift on the loop", "demanded", "swift");
    }

    @Test
    void a_type_that_needs_a_second_look_gets_it() throws Exception {
        assertThat(post("known", "application/json; charset=UTF-8", ONE.formatted("2")))
                .startsWith("swift");
        assertThat(asked).containsExactly("recalled on the loop", "demanded", "swift");
        assertThat(post("known", "text/plain", ONE.formatted("2"))).contains("Unsupported media type");
    }

    @Test
    void what_takes_long_to_read_holds_up_no_event_loop() throws Exception {
        String body = ONE.formatted("2") + " ".repeat(200_000);

        assertThat(post("known", "application/json", body)).isEqualTo("swift " + body.length());
        assertThat(asked).containsExactly("demanded", "swift");
    }
}
