package vn.hoctap.server.identity;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * The cookies of those who sign in: for this host alone, for no script, and for requests from other sites only when these
 * lead here.
 *
 * @param secure people come by TLS: then no plain request carries them, and no neighbouring host can set them
 */
public record Cookies(boolean secure) {
    private static final String SESSION = "hoctap_session";
    private static final String ATTEMPT = "hoctap_sign_in";
    private static final long ATTEMPT_SECONDS = 600;

    Optional<Ticket> ticket(RoutingContext context) {
        return read(context, SESSION).flatMap(Ticket::of);
    }

    /** Whether there is any, as good or bad as it may be. */
    boolean hasTicket(RoutingContext context) {
        return read(context, SESSION).isPresent();
    }

    void keep(RoutingContext context, Ticket ticket) {
        context.response().addCookie(cookie(SESSION, ticket.text()));
    }

    void forget(RoutingContext context) {
        context.response().addCookie(cookie(SESSION, "").setMaxAge(0));
    }

    Optional<Attempt> attempt(RoutingContext context) {
        return read(context, ATTEMPT).flatMap(Attempt::of);
    }

    void keep(RoutingContext context, Attempt attempt) {
        context.response().addCookie(cookie(ATTEMPT, attempt.cookie()).setMaxAge(ATTEMPT_SECONDS));
    }

    void forgetAttempt(RoutingContext context) {
        context.response().addCookie(cookie(ATTEMPT, "").setMaxAge(0));
    }

    private Optional<String> read(RoutingContext context, String name) {
        return Optional.ofNullable(context.request().getCookie(named(name)))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty());
    }

    private Cookie cookie(String name, String value) {
        return Cookie.cookie(named(name), value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(CookieSameSite.LAX);
    }

    private String named(String name) {
        return secure ? "__Host-" + name : name;
    }
}
