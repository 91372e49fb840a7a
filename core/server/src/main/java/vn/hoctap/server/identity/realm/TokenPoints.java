package vn.hoctap.server.identity.realm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** What the token that the realm gives this program itself tells of the tokens that it gives people. */
record TokenPoints(Wish wish, InstantSource clock) {
    /** As far as clocks may differ before tokens are refused. */
    private static final Duration LEEWAY = Duration.ofSeconds(30);

    List<Finding> of(String token) {
        JsonNode claims = claims(token);
        return List.of(
                clock(claims), audience(claims), roleMapper(claims), roles(claims), unitMapper(claims), names(claims));
    }

    static List<Finding> unknown() {
        return List.of(
                Finding.unknown(Point.CLOCK),
                Finding.unknown(Point.AUDIENCE),
                Finding.unknown(Point.ROLE_MAPPER),
                Finding.unknown(Point.ROLES),
                Finding.unknown(Point.UNIT_MAPPER),
                Finding.unknown(Point.NAMES));
    }

    private Finding clock(JsonNode claims) {
        Duration behind = Duration.between(
                clock.instant(), Instant.ofEpochSecond(claims.path("iat").asLong()));
        if (behind.abs().compareTo(LEEWAY) <= 0) {
            return Finding.ok(Point.CLOCK);
        }
        return Finding.wrong(
                Point.CLOCK,
                behind.isNegative() ? "clock-ahead" : "clock-behind",
                behind.abs().toSeconds());
    }

    private Finding audience(JsonNode claims) {
        JsonNode audience = claims.path("aud");
        boolean meant = audience.isArray()
                ? RealmFile.texts(audience).contains(wish.audience())
                : audience.asText().equals(wish.audience());
        return meant
                ? Finding.ok(Point.AUDIENCE)
                : Finding.wrong(Point.AUDIENCE, "audience", wish.audience(), wish.clientId());
    }

    private Finding roleMapper(JsonNode claims) {
        return claims.at("/realm_access/roles").isArray()
                ? Finding.ok(Point.ROLE_MAPPER)
                : Finding.wrong(Point.ROLE_MAPPER, "role-mapper", wish.clientId());
    }

    /** Everybody is a learner, and so is this program. */
    private Finding roles(JsonNode claims) {
        JsonNode roles = claims.at("/realm_access/roles");
        if (!roles.isArray()) {
            return Finding.unknown(Point.ROLES);
        }
        List<String> missing = RealmFile.of(wish).everybodys().stream()
                .filter(role -> !RealmFile.texts(roles).contains(role))
                .toList();
        return missing.isEmpty()
                ? Finding.ok(Point.ROLES)
                : Finding.wrong(Point.ROLES, "roles", wish.realm(), String.join(", ", missing));
    }

    private Finding unitMapper(JsonNode claims) {
        return claims.path("org_units").isArray()
                ? Finding.ok(Point.UNIT_MAPPER)
                : Finding.wrong(Point.UNIT_MAPPER, "unit-mapper", wish.clientId());
    }

    private Finding names(JsonNode claims) {
        List<String> telling = Stream.of(claims.path("scope").asText().split(" ", -1))
                .filter(RealmFile.TELLING::contains)
                .toList();
        return telling.isEmpty()
                ? Finding.ok(Point.NAMES)
                : Finding.wrong(Point.NAMES, "telling-scopes", wish.clientId(), String.join(", ", telling));
    }

    private static JsonNode claims(String token) {
        try {
            String[] parts = token.split("\\.", -1);
            return RealmFile.JSON.readTree(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        } catch (JsonProcessingException | IllegalArgumentException | ArrayIndexOutOfBoundsException odd) {
            return MissingNode.getInstance();
        }
    }
}
