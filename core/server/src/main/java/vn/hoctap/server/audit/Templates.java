package vn.hoctap.server.audit;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a request asked for, in the words of the program: nothing that somebody typed into an address. */
final class Templates {
    private static final String UNKNOWN = "/*";

    private final Supplier<List<Route>> routes;

    Templates(Supplier<List<Route>> routes) {
        this.routes = routes;
    }

    /** The address as it is written in the program, such as {@code /api/v1/subjects/:id}. */
    String of(HttpMethod method, @Nullable String path) {
        String asked = path == null ? "" : path;
        return routes.get().stream()
                .filter(route -> route.methods() != null && route.methods().contains(method))
                .flatMap(route -> Optional.ofNullable(route.getPath()).stream())
                .filter(template -> fits(template.split("/", -1), asked.split("/", -1)))
                .min((one, other) -> Long.compare(open(one), open(other)))
                .orElse(UNKNOWN);
    }

    private static boolean fits(String[] template, String[] asked) {
        if (template.length != asked.length) {
            return false;
        }
        for (int i = 0; i < template.length; i++) {
            if (!template[i].startsWith(":") && !template[i].equals(asked[i])) {
                return false;
            }
        }
        return true;
    }

    /** The fewest are meant: {@code /imports/templates} and not {@code /imports/:id}. */
    private static long open(String template) {
        return template.chars().filter(c -> c == ':').count();
    }
}
