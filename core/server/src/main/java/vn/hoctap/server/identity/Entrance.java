package vn.hoctap.server.identity;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.RateLimit;

/** Where browsers come in, and go out. Whoever vouches for people has his own ways in; all else is here. */
public final class Entrance implements AutoCloseable {

    /**
     * What it stands on.
     *
     * @param publicUrl under which people know this server; empty: as they call it
     * @param limit for those who try to sign in
     */
    public record Ground(
            Vertx vertx, Database database, Optional<URI> publicUrl, RateLimit limit, InstantSource clock) {}

    private final Ground ground;
    private final Authority authority;
    private final Cookies cookies;
    private final SignOuts ended;
    private final RememberedTokens tokens;
    private final Sessions sessions;

    /** @param tokens the authority's check, with what else is known of its people */
    public Entrance(Authority authority, TokenCheck tokens, Ground ground) {
        this.ground = ground;
        this.authority = authority;
        this.cookies = new Cookies(ground.publicUrl()
                .filter(url -> "https".equals(url.getScheme()))
                .isPresent());
        this.ended = SignOuts.watch(ground.vertx(), ground.database());
        this.tokens = new RememberedTokens(tokens, ended::ended, ground.clock());
        this.sessions = new Sessions(ground.database(), authority, this.tokens, ended, ground.clock());
    }

    public SignIn signIn() {
        return new SignIn(tokens, sessions, cookies);
    }

    /** After somebody's link with a person has changed. */
    public void forget() {
        tokens.forget();
    }

    /** Whether people sign in here with a browser as whom they want, and not as one of a few samples. */
    public boolean open() {
        return authority.open();
    }

    public void mount(Router router, Pages pages) {
        pages.post(router, "/sign-out", this::leave);
        authority.mount(router, pages, this);
    }

    /** For strangers who want to sign in: only so many a minute. */
    Handler<RoutingContext> limited(Handler<RoutingContext> way) {
        return context -> {
            ground.limit().demand(context);
            way.handle(context);
        };
    }

    Sessions sessions() {
        return sessions;
    }

    Cookies cookies() {
        return cookies;
    }

    /** The address of a page, for those who come back from elsewhere. */
    String address(RoutingContext context, String path) {
        String base = ground.publicUrl()
                .map(URI::toString)
                .orElseGet(() ->
                        context.request().scheme() + "://" + context.request().authority());
        return base.replaceFirst("/+$", "") + path;
    }

    /** Begins a session, never with a ticket that the browser had before. */
    void admit(RoutingContext context, Tokens held, String to) {
        Ticket ticket = sessions.begin(held);
        cookies.ticket(context).ifPresent(sessions::replace);
        cookies.keep(context, ticket);
        Pages.redirect(context, to);
    }

    private void leave(RoutingContext context) {
        Optional<Tokens> held = cookies.ticket(context).flatMap(sessions::end);
        cookies.forget(context);
        String home = address(context, "/");
        Pages.redirect(
                context, held.flatMap(had -> authority.farewell(had, home)).orElse("/"));
    }

    @Override
    public void close() {
        ended.close();
    }
}
