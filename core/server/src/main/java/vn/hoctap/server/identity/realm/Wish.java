package vn.hoctap.server.identity.realm;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.hoctap.server.identity.Role;

/**
 * What the realm shall be, beyond what every realm of this program is.
 *
 * @param issuer its address, for instance {@code https://sso.example.org/realms/hoctap}
 * @param publicUrl the address of this program as people see it, without a slash at the end
 * @param secretFile where the client's secret is kept; what stands there already becomes the client's
 * @param places the groups that give a role for one unit
 */
public record Wish(
        String issuer,
        String clientId,
        String audience,
        String publicUrl,
        Optional<Path> secretFile,
        List<Place> places) {
    private static final String REALMS = "/realms/";

    public Wish {
        places = List.copyOf(places);
        if (!issuer.contains(REALMS)) {
            throw new RealmFault(
                    "The setting keycloak.issuer is \"%s\", which names no realm; it ends in /realms/<name>."
                            .formatted(issuer));
        }
    }

    /** A role for a unit and all below it: the group {@code /officer/quang-vinh}. */
    public record Place(Role role, String unit) {
        private static final Pattern WRITTEN = Pattern.compile("([a-z]+):([^\\s\"\\\\/]{1,200})");

        /**
         * @param written {@code officer:quang-vinh}
         * @throws RealmFault when it is not written so
         */
        public static Place of(String written) {
            var matcher = WRITTEN.matcher(written);
            return Optional.of(matcher)
                    .filter(found -> found.matches())
                    .flatMap(found -> Role.of(found.group(1)))
                    .filter(role -> role != Role.LEARNER)
                    .map(role -> new Place(role, matcher.group(2)))
                    .orElseThrow(() ->
                            new RealmFault("A place is written role:unit, for instance officer:quang-vinh; not \"%s\"."
                                    .formatted(written)));
        }
    }

    String realm() {
        return issuer.substring(issuer.lastIndexOf(REALMS) + REALMS.length());
    }

    /** Where Keycloak sends who has signed in. */
    String callback() {
        return publicUrl + "/sign-in/callback";
    }

    /** The address of Keycloak itself. */
    public URI server() {
        return URI.create(issuer.substring(0, issuer.lastIndexOf(REALMS)));
    }
}
