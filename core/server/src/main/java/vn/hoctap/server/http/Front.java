package vn.hoctap.server.http;

import java.net.URI;
import java.util.Optional;

/**
 * How browsers see this server.
 *
 * @param publicUrl the address under which people know it; empty: the one at which it listens
 * @param signIn where people sign in, when that is elsewhere; forms may lead there and nowhere else
 */
public record Front(Optional<URI> publicUrl, Optional<URI> signIn) {
    /** Reached as it listens, without TLS. */
    public static final Front PLAIN = new Front(Optional.empty(), Optional.empty());

    /** Whether everybody comes by TLS. */
    public boolean secure() {
        return publicUrl.filter(url -> "https".equals(url.getScheme())).isPresent();
    }

    /** For {@code form-action}: a browser follows a form's redirect only to where the form itself may lead. */
    String formTargets() {
        return signIn.map(url -> "'self' " + url.getScheme() + "://" + url.getRawAuthority())
                .orElse("'self'");
    }
}
