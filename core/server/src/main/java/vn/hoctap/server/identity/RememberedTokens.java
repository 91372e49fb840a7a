package vn.hoctap.server.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import vn.hoctap.server.http.Problem;

/**
 * Believes for its whole life a token that was found good, because programs send the same one with every request and to
 * check a signature costs more than to record an activity; unless its session was ended meanwhile. Safe for use from any
 * thread.
 */
public final class RememberedTokens implements TokenCheck {
    private static final int MOST = 20_000;

    private record Known(Caller caller, Said said) {}

    private final TokenCheck tokens;
    private final BiPredicate<Said, Caller> ended;
    private final InstantSource clock;
    private final AtomicLong round = new AtomicLong();
    private final Cache<String, Known> known =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

    /** @param ended tells of a token whether its session was ended before its time */
    public RememberedTokens(TokenCheck tokens, BiPredicate<Said, Caller> ended, InstantSource clock) {
        this.tokens = tokens;
        this.ended = ended;
        this.clock = clock;
    }

    @Override
    public Caller caller(String token) {
        Known entry = known.getIfPresent(token);
        if (entry == null || !clock.instant().isBefore(entry.said().ends())) {
            long before = round.get();
            entry = new Known(tokens.caller(token), Claims.said(token));
            if (before == round.get()) {
                known.put(token, entry);
            }
        }
        if (ended(entry.said(), entry.caller())) {
            throw Problem.unauthorized("This session has ended; sign in anew.");
        }
        return entry.caller();
    }

    /** Who calls, when that is remembered and has not ended; asks nobody. */
    Optional<Caller> recalled(String token) {
        Known entry = known.getIfPresent(token);
        return entry == null || !clock.instant().isBefore(entry.said().ends()) || ended(entry.said(), entry.caller())
                ? Optional.empty()
                : Optional.of(entry.caller());
    }

    boolean ended(Said said, Caller caller) {
        return ended.test(said, caller);
    }

    /** What a token says of whom may have changed. */
    public void forget() {
        round.incrementAndGet();
        known.invalidateAll();
    }
}
