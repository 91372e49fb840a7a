package vn.hoctap.server.http;

import io.vertx.ext.web.RoutingContext;

/** Refuses addresses that nobody could read, before anybody tries. */
final class Addresses {
    private Addresses() {}

    /** @throws Problem 400 when an escape is broken or a parameter holds U+0000, which no column can */
    static void check(RoutingContext context) {
        try {
            context.normalizedPath();
        } catch (IllegalArgumentException broken) {
            throw Problem.badRequest(
                    "The address has a % that two hexadecimal digits do not follow; write %25 for a %.");
        }
        String query = context.request().query();
        if (query != null && query.contains("%00")) {
            context.queryParams().forEach((name, value) -> {
                if (value.indexOf('\0') >= 0) {
                    throw Problem.invalid("/query/" + name, "The value holds the character U+0000; leave it out.");
                }
            });
        }
        context.next();
    }
}
