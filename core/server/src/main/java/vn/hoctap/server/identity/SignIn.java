package vn.hoctap.server.identity;

import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import vn.hoctap.server.http.Problem;

/** Makes known who calls: by the bearer token of a program or by the session of a browser. */
public final class SignIn {
    private static final String TOKEN = "hoctap.token";
    private static final String CHECK = "hoctap.check";
    private static final String BEARER = "bearer ";

    private final RememberedTokens tokens;
    private final Sessions sessions;
    private final Cookies cookies;

    SignIn(RememberedTokens tokens, Sessions sessions, Cookies cookies) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.cookies = cookies;
    }

    /** For the API: who has no token, or a wrong one, is refused. */
    public void demand(RoutingContext context) {
        program(context);
        Caller.of(context);
    }

    /** For programs: who has no token stays unknown, who has a wrong one is refused. */
    public void program(RoutingContext context) {
        if (context.request().getHeader("Authorization") == null) {
            session(context).ifPresent(token -> know(context, token));
        } else {
            bearer(context).ifPresent(token -> know(context, token));
        }
    }

    private static Optional<String> bearer(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    /** For programs: whether it was known at once who calls. Never waits; when it is not, nothing is known yet. */
    public boolean recall(RoutingContext context) {
        Optional<String> token = bearer(context);
        Optional<Caller> caller = token.flatMap(tokens::recalled);
        caller.ifPresent(known -> know(context, token.orElseThrow(), known));
        return caller.isPresent();
    }

    /** For pages, which programs may read too: a session that is over is as good as none. */
    public void browser(RoutingContext context) {
        try {
            program(context);
        } catch (Problem refused) {
            if (refused.status() != 401) {
                throw refused;
            }
        }
        // A token that is refused for a moment, because its key is new for instance, does not end the session.
        if (Caller.find(context).isEmpty()
                && cookies.hasTicket(context)
                && session(context).isEmpty()) {
            cookies.forget(context);
        }
    }

    private void know(RoutingContext context, String token) {
        know(context, token, tokens.caller(token));
    }

    private void know(RoutingContext context, String token, Caller caller) {
        context.put(Caller.KEY, caller);
        context.put(TOKEN, token);
        context.put(CHECK, tokens);
    }

    /** When the token of a known caller ends; what goes on for longer must end with it. */
    public static Instant expires(RoutingContext context) {
        return Claims.said(Objects.requireNonNull(context.get(TOKEN), "nobody has signed in"))
                .ends();
    }

    /** Tells of a known caller whether his session still goes on; what goes on for longer asks now and then. */
    public static BooleanSupplier goesOn(RoutingContext context) {
        RememberedTokens check = Objects.requireNonNull(context.get(CHECK), "nobody has signed in");
        Said said = Claims.said(Objects.requireNonNull(context.get(TOKEN)));
        Caller caller = Caller.of(context);
        return () -> !check.ended(said, caller);
    }

    private Optional<String> session(RoutingContext context) {
        return cookies.ticket(context).flatMap(sessions::token);
    }
}
