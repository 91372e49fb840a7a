package vn.hoctap.server.http;

import java.time.InstantSource;
import java.util.List;

/**
 * How often one client may come in a minute. Whoever has signed in is not counted.
 *
 * @param signIns attempts to sign in, or to guess the key of a learning system
 * @param strangers pages for those who have not signed in
 * @param proxies addresses of proxies whose word on the client is believed, besides those on this machine
 */
public record Rates(int signIns, int strangers, List<String> proxies) {
    /** A class that signs in together behind one address gets in. */
    public static final Rates DEFAULT = new Rates(60, 600, List.of());

    public Rates {
        proxies = List.copyOf(proxies);
    }

    public RateLimit limitSignIns(InstantSource clock) {
        return new RateLimit(signIns, new Clients(proxies), clock);
    }

    public RateLimit limitStrangers(InstantSource clock) {
        return new RateLimit(strangers, new Clients(proxies), clock);
    }
}
