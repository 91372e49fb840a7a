package vn.hoctap.server.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Lets nobody else's page act through somebody's browser. A browser sends its cookies whoever made it send the request,
 * and says with each whose page that was; so a request that changes something is refused when it comes from elsewhere, and
 * when it has a cookie and does not say. What carries a token in its header was sent by a program that knows the token.
 */
final class OwnPage {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN = Set.of("same-origin", "none");

    /** A proxy may ask us under another name than browsers asked it. */
    private final Optional<String> known;

    OwnPage(Front front) {
        known = front.publicUrl().map(OwnPage::origin);
    }

    /** As browsers write it: without a path, and without the port that the scheme has anyway. */
    private static String origin(URI url) {
        String host = url.getScheme() + "://" + url.getHost();
        boolean usual = url.getPort() < 0 || url.getPort() == ("https".equals(url.getScheme()) ? 443 : 80);
        return (usual ? host : host + ":" + url.getPort()).toLowerCase(Locale.ROOT);
    }

    /** @throws Problem 403 */
    void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!READING.contains(request.method().name())
                && !request.headers().contains("Authorization")
                && !own(request)) {
            throw Problem.forbidden("This must be sent from a page of this site.");
        }
        context.next();
    }

    private boolean own(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return OWN.contains(site);
        }
        String origin = request.getHeader("Origin");
        if (origin != null) {
            return known.filter(origin.toLowerCase(Locale.ROOT)::equals).isPresent()
                    || (request.authority() != null
                            && origin.replaceFirst("^https?://", "")
                                    .equalsIgnoreCase(request.authority().toString()));
        }
        return !request.headers().contains("Cookie");
    }
}
