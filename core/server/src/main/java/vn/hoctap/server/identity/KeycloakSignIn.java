package vn.hoctap.server.identity;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Deed;
import vn.hoctap.server.http.Bodies;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;

/** Signs people in at a Keycloak realm, and out again: there and here, whichever end they begin at. */
public final class KeycloakSignIn implements Authority {
    static final String CALLBACK = "/sign-in/callback";
    static final String BACK_CHANNEL = "/sign-out/backchannel";

    private static final long MAX_FORM = 64 * 1024;

    /**
     * @param issuer the realm's address
     * @param secret of this server as the realm's client; empty: nobody signs in here, and only tokens are believed
     * @param audience what tokens must be meant for
     */
    public record Client(String issuer, String id, Optional<String> secret, String audience) {}

    private final Client client;
    private final RealmKeys keys;
    private final TokenCheck tokens;
    private final Optional<RealmClient> realm;
    private final InstantSource clock;

    public KeycloakSignIn(Vertx vertx, Client client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
        keys = new RealmKeys(vertx, client.issuer(), clock);
        tokens = new KeycloakTokens(keys, client.audience(), clock);
        realm = client.secret().map(secret -> new RealmClient(vertx, keys, client.id(), secret, clock));
    }

    @Override
    public TokenCheck tokens() {
        return tokens;
    }

    @Override
    public boolean open() {
        return realm.isPresent();
    }

    @Override
    public Optional<Tokens> renewed(Tokens held) {
        return realm.flatMap(asked -> asked.renewed(held));
    }

    @Override
    public Optional<String> farewell(Tokens held, String home) {
        return realm.flatMap(asked -> asked.farewell(held, home));
    }

    @Override
    public void mount(Router router, Pages pages, Entrance entrance) {
        pages.get(router, "/sign-in", entrance.limited(context -> begin(context, pages, entrance)));
        pages.get(router, CALLBACK, entrance.limited(context -> callback(context, pages, entrance)));
        Bodies.read(router.post(BACK_CHANNEL), MAX_FORM);
        router.post(BACK_CHANNEL).handler(context -> ended(context, entrance));
    }

    private void begin(RoutingContext context, Pages pages, Entrance entrance) {
        RealmClient asked = realm.orElseThrow(
                () -> Problem.notFound("Nobody signs in here; the setting keycloak.secretFile is missing."));
        Attempt attempt =
                Attempt.to(Optional.ofNullable(context.queryParams().get("to")).orElse("/"));
        String language = pages.words(context).language().toLowerCase(Locale.ROOT);
        String address = asked.address(attempt, entrance.address(context, CALLBACK), language);
        entrance.cookies().keep(context, attempt);
        Pages.redirect(context, address);
    }

    private void callback(RoutingContext context, Pages pages, Entrance entrance) {
        Optional<Attempt> attempt = entrance.cookies().attempt(context);
        entrance.cookies().forgetAttempt(context);
        try {
            Attempt own = attempt.filter(begun -> begun.state().equals(parameter(context, "state")))
                    .orElseThrow(() -> new Refusal(Refusal.Reason.LOST));
            entrance.admit(context, granted(context, own, entrance), own.to());
        } catch (Refusal refusal) {
            refused(context, pages, entrance, refusal.reason(), attempt);
        } catch (Problem problem) {
            if (problem.status() != 401) {
                throw problem;
            }
            refused(context, pages, entrance, Refusal.Reason.UNFIT, attempt);
        }
    }

    private Tokens granted(RoutingContext context, Attempt attempt, Entrance entrance) {
        // RFC 9207: the answer of another server than the one that was asked is no answer.
        String issuer = parameter(context, "iss");
        String code = parameter(context, "code");
        if (code.isEmpty() || (!issuer.isEmpty() && !issuer.equals(client.issuer()))) {
            throw new Refusal(Refusal.Reason.DENIED);
        }
        return realm.flatMap(asked -> asked.exchanged(code, attempt, entrance.address(context, CALLBACK)))
                .orElseThrow(() -> new Refusal(Refusal.Reason.DENIED));
    }

    private static void refused(
            RoutingContext context, Pages pages, Entrance entrance, Refusal.Reason reason, Optional<Attempt> attempt) {
        // Anybody can call this address without having begun; that fills no trail.
        attempt.ifPresent(begun -> entrance.sessions()
                .tell(Act.of(Act.NOBODY, Deed.SIGN_IN_REFUSED).noting(reason.slug())));
        RefusedView view = new RefusedView(
                reason.slug(), Attempt.link(attempt.map(Attempt::to).orElse("/")));
        pages.show(context, 403, "identity/refused", pages.words(context).get("signin.refused.title"), view);
    }

    /** OpenID Connect Back-Channel Logout: the realm itself says that a session is over. */
    private void ended(RoutingContext context, Entrance entrance) {
        String token = Optional.ofNullable(context.request().getFormAttribute("logout_token"))
                .orElse("");
        // Strangers may call this, too; for what is wrong in itself no key is looked for.
        demandEnding(Claims.unverified(token));
        Claims claims = keys.verifiedSoon(token);
        demandEnding(claims);
        claims.session()
                .ifPresentOrElse(
                        entrance.sessions()::endSession,
                        () -> claims.subject()
                                .ifPresent(sub -> entrance.sessions().endAll(new AccountId(client.issuer(), sub))));
        context.response().putHeader("Cache-Control", "no-store").end();
    }

    private void demandEnding(Claims claims) {
        if (!claims.endsSessions(client.issuer(), client.id(), clock.instant())) {
            throw Problem.badRequest("This is no logout token for this system.");
        }
    }

    private static String parameter(RoutingContext context, String name) {
        return Optional.ofNullable(context.queryParams().get(name)).orElse("");
    }
}
