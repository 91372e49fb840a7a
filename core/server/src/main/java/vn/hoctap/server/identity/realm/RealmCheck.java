package vn.hoctap.server.identity.realm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out which setting keeps people from signing in, with nothing but the settings that this program runs with: no
 * administrator of Keycloak is needed. All points are told, so that one run shows all that is wrong.
 */
public final class RealmCheck {
    private static final String PROTOCOL = "/protocol/openid-connect";
    /** Any challenge will do: nobody goes on from here. */
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final Wish wish;
    private final InstantSource clock;
    private final Door door;

    private RealmCheck(Wish wish, InstantSource clock, Door door) {
        this.wish = wish;
        this.clock = clock;
        this.door = door;
    }

    /** One finding for each point, in their order. Takes some seconds when nobody answers. */
    public static List<Finding> run(Wish wish, InstantSource clock) {
        try (Door door = new Door()) {
            return new RealmCheck(wish, clock, door).run();
        }
    }

    private List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        try {
            Door.Answer answer = door.get(wish.issuer() + "/.well-known/openid-configuration");
            findings.add(address(answer));
            findings.add(issuer(answer.json()));
            if (findings.getFirst().state() == Finding.State.OK) {
                findings.addAll(tokens());
                findings.add(redirect());
            }
        } catch (IOException unreachable) {
            findings.clear();
            findings.add(Finding.wrong(Point.ADDRESS, "unreachable", wish.issuer(), words(unreachable)));
        }
        List.of(Point.values())
                .subList(findings.size(), Point.values().length)
                .forEach(point -> findings.add(Finding.unknown(point)));
        return findings;
    }

    private Finding address(Door.Answer answer) {
        if (answer.status() == 404) {
            return Finding.wrong(Point.ADDRESS, "no-realm", wish.realm(), wish.issuer());
        }
        return answer.json().path("issuer").isTextual()
                ? Finding.ok(Point.ADDRESS)
                : Finding.wrong(Point.ADDRESS, "no-keycloak", wish.issuer(), answer.status());
    }

    private Finding issuer(JsonNode discovered) {
        String name = discovered.path("issuer").asText();
        if (name.isEmpty()) {
            return Finding.unknown(Point.ISSUER);
        }
        return name.equals(wish.issuer())
                ? Finding.ok(Point.ISSUER)
                : Finding.wrong(Point.ISSUER, "issuer", wish.issuer(), name);
    }

    private List<Finding> tokens() throws IOException {
        List<Finding> findings = new ArrayList<>();
        Optional<String> secret = secret(findings);
        if (secret.isEmpty()) {
            findings.addAll(TokenPoints.unknown());
            return findings;
        }
        JsonNode answer = door.post(
                        wish.issuer() + PROTOCOL + "/token",
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                wish.clientId(),
                                "client_secret",
                                secret.get()))
                .json();
        Optional<String> token = Optional.ofNullable(answer.path("access_token").textValue());
        findings.add(token.isPresent() ? Finding.ok(Point.SECRET) : refused(answer));
        findings.addAll(token.map(new TokenPoints(wish, clock)::of).orElseGet(TokenPoints::unknown));
        return findings;
    }

    private Optional<String> secret(List<Finding> findings) {
        if (wish.secretFile().isEmpty()) {
            findings.add(Finding.wrong(Point.SECRET, "no-secret", wish.clientId()));
            return Optional.empty();
        }
        String path = wish.secretFile().get().toString();
        try {
            Optional<String> secret = new SecretFile(wish.secretFile().get()).read();
            if (secret.isEmpty()) {
                findings.add(Finding.wrong(Point.SECRET, "secret-file", path));
            }
            return secret;
        } catch (IOException unreadable) {
            findings.add(Finding.wrong(Point.SECRET, "secret-file", path));
            return Optional.empty();
        }
    }

    private Finding refused(JsonNode answer) {
        String why = answer.path("error_description").asText();
        String fault = "wrong-secret";
        if (answer.path("error").asText().equals("invalid_client")) {
            fault = "no-client";
        } else if (why.contains("service account")) {
            fault = why.startsWith("Public") ? "public-client" : "no-service-account";
        }
        return Finding.wrong(
                Point.SECRET,
                fault,
                wish.clientId(),
                String.valueOf(wish.secretFile().orElse(null)),
                wish.realm());
    }

    /** Asks as a browser does that is to sign in: Keycloak shows its form, or says why it does not. */
    private Finding redirect() throws IOException {
        Door.Answer answer = door.get(
                wish.issuer() + PROTOCOL + "/auth",
                Map.of(
                        "client_id",
                        wish.clientId(),
                        "redirect_uri",
                        wish.callback(),
                        "response_type",
                        "code",
                        "scope",
                        "openid",
                        "state",
                        "check",
                        "code_challenge",
                        CHALLENGE,
                        "code_challenge_method",
                        "S256"));
        if (answer.location().startsWith(wish.callback()) && answer.location().contains("error=")) {
            return Finding.wrong(Point.REDIRECT, "sign-in-off", wish.clientId());
        }
        if (answer.status() < 400) {
            return Finding.ok(Point.REDIRECT);
        }
        return answer.text().contains("redirect_uri")
                ? Finding.wrong(Point.REDIRECT, "redirect", wish.callback(), wish.clientId())
                : Finding.wrong(Point.REDIRECT, "no-client", wish.clientId(), "", wish.realm());
    }

    private static String words(IOException failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
