package vn.hoctap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
    private final RateLimit limit = new RateLimit(6, new Clients(List.of()), now::get);

    private long taken(int times) {
        long wait = 0;
        for (int i = 0; i < times; i++) {
            wait = limit.take("one");
        }
        return wait;
    }

    @Test
    void as_many_as_a_minute_allows_may_come_at_once() {
        assertThat(taken(6)).isZero();
        assertThat(limit.take("one")).isEqualTo(10_000);
    }

    @Test
    void whoever_waits_as_told_may_come_again_once() {
        taken(7);
        now.set(BEGIN.plusSeconds(10));

        assertThat(limit.take("one")).isZero();
        assertThat(limit.take("one")).isEqualTo(10_000);
    }

    @Test
    void to_ask_too_often_does_not_lengthen_the_wait() {
        taken(100);

        assertThat(limit.take("one")).isEqualTo(10_000);
    }

    @Test
    void nobody_waits_for_somebody_else() {
        taken(7);

        assertThat(limit.take("other")).isZero();
    }
}
