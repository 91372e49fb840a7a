package vn.hoctap.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.http.Problem;

class RememberedTokensTest {
    private static final Instant NOW = Instant.parse("2026-07-01T03:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final AtomicInteger checks = new AtomicInteger();
    private final Set<String> ended = new HashSet<>();
    private final RememberedTokens tokens = new RememberedTokens(
            token -> {
                checks.incrementAndGet();
                if (token.endsWith("forged")) {
                    throw Signatures.forged();
                }
                return new Caller(token, Optional.empty(), List.of());
            },
            (said, caller) -> ended.contains(said.sid()),
            now::get);

    private static String token(Duration lasting, String signature) {
        String claims =
                "{\"sid\":\"s-1\",\"exp\":%d}".formatted(NOW.plus(lasting).getEpochSecond());
        return "h." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + "." + signature;
    }

    @Test
    void the_same_token_is_checked_once_in_its_life() {
        String token = token(Duration.ofHours(1), "good");
        Caller first = tokens.caller(token);

        now.set(NOW.plus(Duration.ofMinutes(59)));
        assertThat(tokens.caller(token)).isEqualTo(first);
        assertThat(checks).hasValue(1);
    }

    @Test
    void a_token_is_not_believed_longer_than_it_lasts() {
        String token = token(Duration.ofSeconds(2), "good");
        tokens.caller(token);

        now.set(NOW.plusSeconds(32));
        tokens.caller(token);

        assertThat(checks).hasValue(2);
    }

    @Test
    void a_token_whose_session_has_ended_is_not_believed_any_more() {
        String token = token(Duration.ofHours(1), "good");
        tokens.caller(token);
        ended.add("s-1");

        assertThatThrownBy(() -> tokens.caller(token))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(401));
    }

    @Test
    void after_something_has_changed_all_are_checked_anew() {
        String token = token(Duration.ofHours(1), "good");
        tokens.caller(token);
        tokens.forget();
        tokens.caller(token);

        assertThat(checks).hasValue(2);
    }

    @Test
    void a_forged_token_is_checked_each_time() {
        String token = token(Duration.ofHours(1), "forged");

        for (int i = 1; i <= 2; i++) {
            assertThatThrownBy(() -> tokens.caller(token)).isInstanceOf(Problem.class);
            assertThat(checks).hasValue(i);
        }
    }

    @Test
    void only_what_is_known_and_still_good_is_recalled() {
        String token = token(Duration.ofHours(1), "good");
        assertThat(tokens.recalled(token)).isEmpty();
        Caller caller = tokens.caller(token);

        assertThat(tokens.recalled(token)).contains(caller);
        assertThat(checks).hasValue(1);
        ended.add("s-1");
        assertThat(tokens.recalled(token)).isEmpty();
        ended.clear();
        now.set(NOW.plus(Duration.ofMinutes(61)));
        assertThat(tokens.recalled(token)).isEmpty();
        now.set(NOW);
        tokens.forget();
        assertThat(tokens.recalled(token)).isEmpty();
    }
}
