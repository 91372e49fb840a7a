package vn.hoctap.server.identity;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import vn.hoctap.server.http.Problem;

/**
 * Signs in as a sample person without any password. Only those on this machine may: the server listens on loopback, and
 * a page elsewhere that makes a browser ask under another host's name gets nothing.
 */
public final class DemoSignIn {
    private final DemoTokens tokens;

    public DemoSignIn(DemoTokens tokens) {
        this.tokens = tokens;
    }

    public void mount(Router router) {
        router.get("/demo/token/:persona").handler(this::token);
        router.post("/demo/sign-in/:persona").handler(this::signIn);
        router.post("/sign-out").handler(DemoSignIn::signOut);
    }

    private void token(RoutingContext context) {
        demandThisMachine(context);
        context.response()
                .putHeader("Content-Type", "text/plain;charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .end(tokens.token(persona(context)));
    }

    private void signIn(RoutingContext context) {
        demandThisMachine(context);
        SignIn.demandOwnPage(context.request());
        String token = tokens.token(persona(context));
        context.response().addCookie(SignIn.cookie(token, DemoTokens.HOURS * 3600L, context));
        toStart(context);
    }

    private static void signOut(RoutingContext context) {
        SignIn.demandOwnPage(context.request());
        context.response().addCookie(SignIn.cookie("", 0, context));
        toStart(context);
    }

    private static Persona persona(RoutingContext context) {
        return Persona.of(Objects.requireNonNull(context.pathParam("persona")))
                .orElseThrow(() ->
                        Problem.notFound("The demo knows learner, officer, center, admin and auditor; nobody else."));
    }

    private static void toStart(RoutingContext context) {
        context.response().setStatusCode(303).putHeader("Location", "/").end();
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
