package vn.hoctap.server.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** What a browser may do with an answer: load nothing from elsewhere, run no inline script, be framed by nobody. */
final class Security {
    private static final Header POLICY = Header.of(
            "Content-Security-Policy",
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    private static final Header TYPE = Header.of("X-Content-Type-Options", "nosniff");
    private static final Header FRAME = Header.of("X-Frame-Options", "DENY");
    private static final Header REFERRER = Header.of("Referrer-Policy", "same-origin");
    private static final Header OPENER = Header.of("Cross-Origin-Opener-Policy", "same-origin");
    private static final Header STORE = Header.of("Cache-Control", "no-store");

    /** In bytes already. */
    private record Header(CharSequence name, CharSequence value) {
        static Header of(String name, String value) {
            return new Header(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value));
        }

        void in(MultiMap headers) {
            headers.set(name, value);
        }
    }

    private Security() {}

    static void headers(RoutingContext context) {
        MultiMap headers = context.response().headers();
        POLICY.in(headers);
        TYPE.in(headers);
        FRAME.in(headers);
        REFERRER.in(headers);
        OPENER.in(headers);
        if (context.normalizedPath().startsWith("/api/")) {
            STORE.in(headers);
        }
        context.next();
    }
}
