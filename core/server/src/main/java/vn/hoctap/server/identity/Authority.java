package vn.hoctap.server.identity;

import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Optional;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;

/** Who vouches for people: a Keycloak realm, or the demo itself. All else about signing in is the same for both. */
public interface Authority {

    /** Its own check of its tokens. */
    TokenCheck tokens();

    /** Whether it has a page at which people sign in. */
    boolean open();

    /**
     * New tokens for old ones.
     *
     * @return empty: it does not vouch for him any more
     * @throws Problem 503 when it cannot be asked now
     */
    Optional<Tokens> renewed(Tokens tokens);

    /**
     * Where a browser goes to sign out there as well.
     *
     * @param home the address to which it comes back
     */
    Optional<String> farewell(Tokens tokens, String home);

    /** Its own ways of signing in. */
    void mount(Router router, Pages pages, Entrance entrance);

    static Problem away() {
        return new Problem(503, "Unavailable", "The sign-in server cannot be asked now; try again.", List.of());
    }
}
