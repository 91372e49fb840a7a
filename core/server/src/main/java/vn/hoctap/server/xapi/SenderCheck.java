package vn.hoctap.server.xapi;

import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.RateLimit;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;

/** Who may send statements: a provider with its key and secret, or an administrator with a bearer token. */
final class SenderCheck {
    private static final String BASIC = "Basic ";

    private final Providers providers;
    private final RateLimit guesses;

    /** @param guesses counts those that are wrong; a right one is never kept waiting by what others guess */
    SenderCheck(Providers providers, RateLimit guesses) {
        this.providers = providers;
        this.guesses = guesses;
    }

    /** @throws Problem 401 or 403, and 429 after too many wrong ones from one address */
    Sender sender(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        if (header != null && header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return provider(header.substring(BASIC.length()).strip())
                    .map(Sender::of)
                    .orElseThrow(() -> {
                        guesses.demand(context);
                        return unauthorized(context, "The key or the secret is wrong, or the key was revoked.");
                    });
        }
        Caller caller = Caller.find(context)
                .orElseThrow(() -> unauthorized(context, "Send a provider's key and secret by Basic authentication."));
        if (!Scope.mayEverywhere(caller, Action.SEND_STATEMENTS)) {
            throw Problem.forbidden("Statements come from providers, with their key and secret, or an administrator.");
        }
        return Sender.of(caller);
    }

    private Optional<Provider> provider(String credentials) {
        String pair = decode(credentials);
        int colon = pair == null ? -1 : pair.indexOf(':');
        return pair == null || colon < 0
                ? Optional.empty()
                : providers.authenticate(pair.substring(0, colon), pair.substring(colon + 1));
    }

    private static @Nullable String decode(String credentials) {
        try {
            String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            return pair.indexOf('\0') < 0 ? pair : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static Problem unauthorized(RoutingContext context, String detail) {
        context.response().putHeader("WWW-Authenticate", "Basic realm=\"xapi\", charset=\"UTF-8\"");
        return Problem.unauthorized(detail);
    }
}
