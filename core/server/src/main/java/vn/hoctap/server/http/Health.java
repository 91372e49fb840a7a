package vn.hoctap.server.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** For whatever starts, watches and replaces this process. */
public final class Health {

    /** Something without which no request can be answered; throws when it is not there. */
    public interface Need {
        void demand();
    }

    private final Map<String, Need> needs;

    public Health(Map<String, Need> needs) {
        this.needs = Map.copyOf(needs);
    }

    void mount(Router router) {
        router.get("/health/live").handler(context -> Json.send(context, 200, Map.of("status", "UP")));
        router.get("/health/ready").handler(this::ready);
    }

    private void ready(RoutingContext context) {
        Map<String, String> checks = new LinkedHashMap<>();
        needs.forEach((name, need) -> checks.put(name, state(need)));
        boolean up = checks.values().stream().allMatch("UP"::equals);
        Json.send(context, up ? 200 : 503, Map.of("status", up ? "UP" : "DOWN", "checks", checks));
    }

    private static String state(Need need) {
        try {
            need.demand();
            return "UP";
        } catch (Exception down) {
            // Not only runtime exceptions: what a connection fails with is a checked one that nobody declares.
            return "DOWN";
        }
    }
}
