package vn.hoctap.server.identity;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Problem;

/**
 * What a token with a good signature says. An officer or centre is one only where {@code org_units} says so; an
 * administrator or auditor without such an entry is one for the whole tree. An entry counts only together with the role
 * itself, which the person cannot give himself.
 */
record Claims(JsonObject json) {
    /** By so much the clocks of the sign-in server and of this one may differ. */
    static final Duration LEEWAY = Duration.ofSeconds(30);

    private static final String LOGOUT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Duration LOGOUT_AGE = Duration.ofMinutes(2);

    /** @throws Problem 401 unless it is an access token, meant for us, from there, and valid now */
    Caller caller(String issuer, String audience, Instant now) {
        // Tokens that say who signed in, or out, are for us as well; they open nothing.
        if (!isFor(issuer, audience, now) || !"Bearer".equals(json.getValue("typ", "Bearer"))) {
            throw Problem.unauthorized("The token has expired or is not for this system; get a new one.");
        }
        String name =
                text(json, "preferred_username").or(() -> text(json, "sub")).orElse("");
        Optional<AccountId> account = text(json, "sub").map(sub -> new AccountId(issuer, sub));
        return new Caller(name, account, text(json, "subject"), grants());
    }

    private boolean isFor(String issuer, String audience, Instant now) {
        return issuer.equals(json.getValue("iss"))
                && audiences().contains(audience)
                && lasts(now)
                && (json.getValue("nbf") instanceof Number from ? !begins(from, now) : true);
    }

    /** Whether this says who has signed in, to this client and in this attempt (OpenID Connect Core, 3.1.3.7). */
    boolean identifies(String issuer, String client, String nonce, Instant now) {
        return isFor(issuer, client, now)
                && nonce.equals(json.getValue("nonce"))
                && client.equals(json.getValue("azp", client));
    }

    /** Whether this tells this client that somebody has signed out (OpenID Connect Back-Channel Logout, 2.6). */
    boolean endsSessions(String issuer, String client, Instant now) {
        return isFor(issuer, client, now)
                && json.getValue("iat") instanceof Number at
                && !begins(at, now)
                && now.isBefore(Instant.ofEpochSecond(at.longValue()).plus(LOGOUT_AGE))
                && json.getValue("events") instanceof JsonObject events
                && events.containsKey(LOGOUT)
                && !json.containsKey("nonce")
                && (session().isPresent() || subject().isPresent());
    }

    Optional<String> session() {
        return text(json, "sid");
    }

    Optional<String> subject() {
        return text(json, "sub");
    }

    /**
     * What anybody may have written.
     *
     * @throws Problem 401 when it is no token at all
     */
    static Claims unverified(String token) {
        try {
            return new Claims(content(token));
        } catch (IllegalArgumentException | DecodeException | ArrayIndexOutOfBoundsException odd) {
            throw Signatures.forged();
        }
    }

    private static JsonObject content(String token) {
        String[] parts = token.split("\\.", -1);
        return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(parts[1])));
    }

    /** Of a token that is verified already. */
    static Said said(String token) {
        Claims claims = new Claims(content(token));
        return new Said(
                claims.session().orElse(null),
                Instant.ofEpochSecond(claims.json.getLong("iat", 0L)),
                Instant.ofEpochSecond(claims.json.getLong("exp")).plus(LEEWAY));
    }

    private boolean lasts(Instant now) {
        return json.getValue("exp") instanceof Number end
                && now.isBefore(Instant.ofEpochSecond(end.longValue()).plus(LEEWAY));
    }

    private static boolean begins(Number from, Instant now) {
        return now.plus(LEEWAY).isBefore(Instant.ofEpochSecond(from.longValue()));
    }

    private Set<Object> audiences() {
        Object audience = json.getValue("aud");
        return audience instanceof JsonArray several
                ? several.stream().collect(Collectors.toSet())
                : Stream.ofNullable(audience).collect(Collectors.toSet());
    }

    private List<Grant> grants() {
        Set<Role> roles = array(json.getValue("realm_access") instanceof JsonObject access ? access : null, "roles")
                .flatMap(role -> Role.of(String.valueOf(role)).stream())
                .collect(Collectors.toSet());
        List<Grant> grants = new ArrayList<>(array(json, "org_units")
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .flatMap(entry -> grant(entry, roles).stream())
                .toList());
        for (Role role : roles) {
            boolean placed = grants.stream().anyMatch(grant -> grant.role() == role);
            if (!placed && role != Role.OFFICER && role != Role.CENTER) {
                grants.add(new Grant(role, null));
            }
        }
        return grants;
    }

    private static Optional<Grant> grant(JsonObject entry, Set<Role> roles) {
        Optional<String> unit = text(entry, "unit");
        boolean root = entry.getValue("unit") == null && entry.containsKey("unit");
        return text(entry, "role")
                .flatMap(Role::of)
                .filter(roles::contains)
                .filter(role -> root || unit.isPresent())
                .map(role -> new Grant(role, unit.orElse(null)));
    }

    private static Stream<?> array(@Nullable JsonObject object, String name) {
        return object != null && object.getValue(name) instanceof JsonArray array ? array.stream() : Stream.empty();
    }

    private static Optional<String> text(JsonObject object, String name) {
        return object.getValue(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }
}
