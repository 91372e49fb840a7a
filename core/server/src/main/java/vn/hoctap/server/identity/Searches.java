package vn.hoctap.server.identity;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Optional;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.secrecy.Envelope;
import vn.hoctap.server.secrecy.Secrets;

/**
 * What people look for is mostly a name, and addresses stand in histories, logs and proxies. So what is looked for comes in
 * the body of a request, and the address of what was found carries it sealed: for the account that asked, and for a while.
 */
public final class Searches {
    /** The parameter of an address. */
    public static final String FIND = "find";

    private static final int LONGEST = 200;

    private final Envelope envelope;

    public Searches(Secrets secrets, InstantSource clock) {
        envelope = secrets.envelope(clock);
    }

    /** What a form sends, without what no name has. */
    public static String typed(RoutingContext context) {
        String text = Optional.ofNullable(context.request().getFormAttribute("q"))
                .map(sent -> sent.replace('\0', ' ').strip())
                .orElse("");
        return text.substring(0, Math.min(LONGEST, text.length()));
    }

    /** For an address, such as {@code find=AbC}; empty when nothing is looked for. */
    public String parameter(Caller caller, String text) {
        return text.isEmpty() ? "" : FIND + "=" + envelope.close(text, owner(caller));
    }

    /** What the address of a page carries; empty when that is nothing, somebody else's, or too old. */
    public String of(RoutingContext context) {
        return Optional.ofNullable(context.queryParams().get(FIND))
                .flatMap(found -> envelope.open(found, owner(Caller.of(context))))
                .orElse("");
    }

    /**
     * What the address of an operation carries.
     *
     * @param place where what is looked for is sent to instead of into an address
     * @throws Problem 400 when it stands there for everybody to read, or is somebody else's or too old
     */
    public Optional<String> demand(RoutingContext context, String place) {
        MultiMap sent = context.queryParams();
        if (sent.contains("q")) {
            throw Problem.invalid(
                    "/query/q", "Names do not belong into addresses; POST {\"q\": \"…\"} to " + place + " instead.");
        }
        Optional<String> found = Optional.ofNullable(sent.get(FIND));
        Optional<String> text = found.flatMap(closed -> envelope.open(closed, owner(Caller.of(context))));
        if (found.isPresent() && text.isEmpty()) {
            throw Problem.invalid(
                    "/query/" + FIND, "This search is too old or another account's; POST it to " + place + " anew.");
        }
        return text;
    }

    private static String owner(Caller caller) {
        return "search of " + caller.name();
    }
}
