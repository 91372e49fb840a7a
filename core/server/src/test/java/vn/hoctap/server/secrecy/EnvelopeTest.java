package vn.hoctap.server.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private final DataKey key = new DataKey(Aes.random(Aes.KEY_BYTES));
    private Instant now = Instant.parse("2026-03-05T08:00:00Z");
    private final InstantSource clock = () -> now;
    private final Envelope envelope = new Envelope(key, clock);

    @Test
    void opens_for_whom_it_was_closed_and_nobody_else() {
        String closed = envelope.close("Vũ Thị Kiếm", "a");

        assertThat(envelope.open(closed, "a")).contains("Vũ Thị Kiếm");
        assertThat(envelope.open(closed, "b")).isEmpty();
        assertThat(new Envelope(new DataKey(Aes.random(Aes.KEY_BYTES)), clock).open(closed, "a"))
                .isEmpty();
        assertThat(envelope.open("none", "a")).isEmpty();
        assertThat(envelope.open("%", "a")).isEmpty();
    }

    @Test
    void opens_no_more_after_a_working_day() {
        String closed = envelope.close("Kiếm", "a");
        now = now.plus(Duration.ofHours(12)).minusSeconds(1);
        assertThat(envelope.open(closed, "a")).isPresent();

        now = now.plusSeconds(1);

        assertThat(envelope.open(closed, "a")).isEmpty();
    }

    @Test
    void its_length_says_little_and_it_may_stand_in_an_address() {
        assertThat(envelope.close("An", "a"))
                .hasSameSizeAs(envelope.close("Nguyễn Thị An", "a"))
                .matches("[\\w-]+");
        assertThat(envelope.close("An", "a")).isNotEqualTo(envelope.close("An", "a"));
    }
}
