package vn.hoctap.server.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Believes for a moment a token that was found good, because programs send the same one with every request and to check a
 * signature costs more than to record an activity. It never outlives the token's own end. Safe for use from any thread.
 */
public final class RememberedTokens implements TokenCheck {
    private static final Duration MOMENT = Duration.ofSeconds(30);
    private static final int MOST = 1_000;

    private record Known(Caller caller, Instant until) {}

    private final TokenCheck tokens;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    public RememberedTokens(TokenCheck tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public Caller caller(String token) {
        Instant now = clock.instant();
        Known before = known.get(token);
        if (before != null && now.isBefore(before.until())) {
            return before.caller();
        }
        Caller caller = tokens.caller(token);
        Instant end = Claims.expiry(token);
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(token, new Known(caller, end.isBefore(now.plus(MOMENT)) ? end : now.plus(MOMENT)));
        return caller;
    }
}
