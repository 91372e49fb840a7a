package vn.hoctap.server.identity;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Problem;

/**
 * Makes known who calls: by the bearer token of a program or by the cookie of a browser. A browser sends its cookie
 * whoever made it send the request; so what changes something must come from a page of ours.
 */
public final class SignIn {
    static final String COOKIE = "hoctap_token";
    private static final String TOKEN = "hoctap.token";
    private static final String BEARER = "bearer ";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final TokenCheck tokens;

    public SignIn(TokenCheck tokens) {
        this.tokens = tokens;
    }

    /** For the API: who has no token, or a wrong one, is refused. */
    public void demand(RoutingContext context) {
        program(context);
        Caller.of(context);
    }

    /** For programs: who has no token stays unknown, who has a wrong one is refused. */
    public void program(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        if (header == null) {
            cookie(context).ifPresent(token -> know(context, token));
        } else if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            know(context, header.substring(BEARER.length()).strip());
        }
    }

    /** For pages: a cookie that means nothing any more is as good as none. */
    public void browser(RoutingContext context) {
        try {
            cookie(context).ifPresent(token -> know(context, token));
        } catch (Problem refused) {
            if (refused.status() != 401) {
                throw refused;
            }
            context.response().addCookie(cookie("", 0, context));
        }
    }

    private void know(RoutingContext context, String token) {
        context.put(Caller.KEY, tokens.caller(token));
        context.put(TOKEN, token);
    }

    /** When the token of a known caller ends; what goes on for longer must end with it. */
    public static Instant expires(RoutingContext context) {
        return Claims.expiry(Objects.requireNonNull(context.get(TOKEN), "nobody has signed in"));
    }

    private static Optional<String> cookie(RoutingContext context) {
        Cookie cookie = context.request().getCookie(COOKIE);
        if (cookie == null || cookie.getValue().isEmpty()) {
            return Optional.empty();
        }
        demandOwnPage(context.request());
        return Optional.of(cookie.getValue());
    }

    /** @throws Problem 403 when a browser sends this from somebody else's page */
    static void demandOwnPage(HttpServerRequest request) {
        if (READING.contains(request.method().name())) {
            return;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        boolean own = site != null
                ? site.equals("same-origin") || site.equals("none")
                : origin != null && origin.replaceFirst("^https?://", "").equals(host(request));
        if (!own) {
            throw Problem.forbidden("This must be sent from a page of this site.");
        }
    }

    private static @Nullable String host(HttpServerRequest request) {
        return request.getHeader("Host");
    }

    static Cookie cookie(String token, long seconds, RoutingContext context) {
        return Cookie.cookie(COOKIE, token)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(context.request().isSSL())
                .setSameSite(CookieSameSite.LAX)
                .setMaxAge(seconds);
    }
}
