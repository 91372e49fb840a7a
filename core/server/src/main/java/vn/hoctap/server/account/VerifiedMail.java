package vn.hoctap.server.account;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** The mail address of which the sign-in server says that it is truly his who signs in. */
final class VerifiedMail {
    private VerifiedMail() {}

    /** @param token one that was found genuine */
    static Optional<String> of(String token) {
        try {
            String claims = token.split("\\.", -1)[1];
            JsonObject said = new JsonObject(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8));
            return Boolean.TRUE.equals(said.getValue("email_verified"))
                            && said.getValue("email") instanceof String mail
                            && !mail.isBlank()
                    ? Optional.of(mail.strip().toLowerCase(Locale.ROOT))
                    : Optional.empty();
        } catch (DecodeException | IllegalArgumentException | ArrayIndexOutOfBoundsException odd) {
            return Optional.empty();
        }
    }
}
