package vn.hoctap.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

/** Looks into bearer tokens, which are signed and not secret. */
final class Tokens {
    private Tokens() {}

    static JsonNode claims(String token) {
        try {
            return Api.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The person whose token it is. */
    static String subject(String token) {
        return claims(token).path("subject").asText();
    }
}
