package vn.hoctap.server.identity;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.http.Problem;

/** Tells genuine tokens from forged ones; what they say is judged by {@link Claims}. */
final class Signatures {
    /** Longer ones are no tokens of ours. */
    private static final int MAX_LENGTH = 16 * 1024;

    /** Three parts, none of them empty. */
    private static final String SIGNED = "[^.]+\\.[^.]+\\.[^.]+";

    /** Anybody knows the keys that are published, so a signature made with one of them as a common secret is none. */
    private static final String ALGORITHM = "(RS|PS|ES)(256|384|512)";

    static final JWTOptions SIGNATURE_ONLY = new JWTOptions().setIgnoreExpiration(true);

    private Signatures() {}

    /**
     * The name of the key with which a token says that it is signed.
     *
     * @throws Problem 401 when no key of the realm can have signed it, whichever keys it has
     */
    static String keyId(String token) {
        demandShape(token);
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
            JsonObject header = new JsonObject(new String(bytes, StandardCharsets.UTF_8));
            if (header.getValue("kid") instanceof String id
                    && String.valueOf(header.getValue("alg")).matches(ALGORITHM)) {
                return id;
            }
            throw forged();
        } catch (IllegalArgumentException | DecodeException odd) {
            throw forged();
        }
    }

    private static void demandShape(String token) {
        if (token.length() > MAX_LENGTH || !token.matches(SIGNED)) {
            throw forged();
        }
    }

    /** @throws Problem 401; whatever the library throws for odd input is that */
    static Claims verified(JWTAuth keys, String token) {
        demandShape(token);
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
