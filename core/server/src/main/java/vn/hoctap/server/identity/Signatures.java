package vn.hoctap.server.identity;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.http.Problem;

/** Tells genuine tokens from forged ones; what they say is judged by {@link Claims}. */
final class Signatures {
    /** Longer ones are no tokens of ours. */
    private static final int MAX_LENGTH = 16 * 1024;

    private Signatures() {}

    /** Three parts, none of them empty. */
    private static final String SIGNED = "[^.]+\\.[^.]+\\.[^.]+";

    static final JWTOptions SIGNATURE_ONLY = new JWTOptions().setIgnoreExpiration(true);

    /** @throws Problem 401; whatever the library throws for odd input is that */
    static Claims verified(JWTAuth keys, String token) {
        if (token.length() > MAX_LENGTH || !token.matches(SIGNED)) {
            throw forged();
        }
        try {
            User user = Await.on(keys.authenticate(new TokenCredentials(token)));
            JsonObject claims = user.attributes().getJsonObject("accessToken");
            return new Claims(claims == null ? user.principal() : claims);
        } catch (Exception odd) {
            // Not only runtime exceptions: a signature of the wrong length is a checked one that nobody declares.
            throw forged();
        }
    }

    static Problem forged() {
        return Problem.unauthorized("This is no token that we can trust; get a new one.");
    }
}
