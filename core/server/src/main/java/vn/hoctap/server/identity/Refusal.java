package vn.hoctap.server.identity;

import java.util.Locale;

/** Why somebody who comes back from the sign-in server is not let in. */
final class Refusal extends RuntimeException {
    enum Reason {
        /** Another browser, or too late. */
        LOST,
        /** The sign-in server, or the person, said no. */
        DENIED,
        /** What the sign-in server gave is not for us. */
        UNFIT;

        String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;

    Refusal(Reason reason) {
        super(reason.slug(), null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
