package vn.hoctap.server.identity;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;

/**
 * Signs in as a sample person without any password. Only those on this machine may: the server listens on loopback, and
 * a page elsewhere that makes a browser ask under another host's name gets nothing.
 */
public final class DemoSignIn implements Authority {
    private final DemoTokens tokens;

    public DemoSignIn(DemoTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public TokenCheck tokens() {
        return tokens;
    }

    @Override
    public boolean open() {
        return false;
    }

    @Override
    public Optional<Tokens> renewed(Tokens held) {
        return Optional.empty();
    }

    @Override
    public Optional<String> farewell(Tokens held, String home) {
        return Optional.empty();
    }

    @Override
    public void mount(Router router, Pages pages, Entrance entrance) {
        router.get("/demo/token/:persona").handler(this::token);
        pages.get(router, "/sign-in", context -> Pages.redirect(context, "/"));
        pages.post(router, "/demo/sign-in/:persona", context -> signIn(context, entrance));
    }

    private void token(RoutingContext context) {
        demandThisMachine(context);
        context.response()
                .putHeader("Content-Type", "text/plain;charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .end(tokens.token(persona(context)));
    }

    private void signIn(RoutingContext context, Entrance entrance) {
        demandThisMachine(context);
        String token = tokens.token(persona(context));
        Attempt wanted = Attempt.to(
                Optional.ofNullable(context.request().getFormAttribute("to")).orElse("/"));
        entrance.admit(context, new Tokens(token, null, null, Claims.said(token).ends()), wanted.to());
    }

    private static Persona persona(RoutingContext context) {
        return Persona.of(Objects.requireNonNull(context.pathParam("persona")))
                .orElseThrow(() ->
                        Problem.notFound("The demo knows learner, officer, center, admin and auditor; nobody else."));
    }

    private static void demandThisMachine(RoutingContext context) {
        String host = context.request().authority() == null
                ? ""
                : context.request().authority().host();
        if (!host.equalsIgnoreCase("localhost") && !isLoopback(host)) {
            throw Problem.forbidden("The demo is for this machine only; use localhost in the address.");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return host.matches("[0-9.]+|\\[?[0-9a-fA-F:]+]?")
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }
}
