package vn.hoctap.server.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.stream.Stream;

/** What a browser may do with an answer: load nothing from elsewhere, run no inline script, be framed by nobody. */
final class Security {
    private static final String SECURE = "hoctap.secure";
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

    private final List<Header> always;
    private final boolean secure;

    Security(Front front) {
        secure = front.secure();
        Stream<Header> headers = Stream.of(
                Header.of(
                        "Content-Security-Policy",
                        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                                + " object-src 'none'; base-uri 'none'; form-action " + front.formTargets()
                                + "; frame-ancestors 'none'"),
                Header.of("X-Content-Type-Options", "nosniff"),
                Header.of("X-Frame-Options", "DENY"),
                Header.of("Referrer-Policy", "same-origin"),
                Header.of("Cross-Origin-Opener-Policy", "same-origin"),
                Header.of("Cross-Origin-Resource-Policy", "same-origin"));
        Stream<Header> tls = front.secure()
                ? Stream.of(Header.of("Strict-Transport-Security", "max-age=31536000; includeSubDomains"))
                : Stream.empty();
        always = Stream.concat(headers, tls).toList();
    }

    /** Whether it came by TLS, so that cookies are for TLS alone. */
    static boolean isSecure(RoutingContext context) {
        return context.get(SECURE) != null;
    }

    void headers(RoutingContext context) {
        MultiMap headers = context.response().headers();
        for (int i = 0; i < always.size(); i++) {
            always.get(i).in(headers);
        }
        if (context.normalizedPath().startsWith("/api/")) {
            STORE.in(headers);
        }
        if (secure) {
            context.put(SECURE, true);
        }
        context.next();
    }
}
