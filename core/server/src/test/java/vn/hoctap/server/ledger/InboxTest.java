package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.ledger.Command.Rejudge;
import vn.hoctap.server.ledger.Command.Undo;

class InboxTest {
    private static final Pending SMALL = pending(new Rejudge("an"));
    private static final Pending LARGE =
            pending(new Undo("an", List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"), List.of()));
    private static final int MANY = 100;

    private static Pending pending(Command command) {
        return new Pending(Submission.of(command, "tester"), Promise.promise());
    }

    private static Inbox inbox(int commands, long bytes) {
        return new Inbox(new Bound(commands, bytes), 1, Duration.ofMillis(50));
    }

    @Test
    void few_large_ones_fill_it_as_many_small_ones_do() {
        Inbox inbox = inbox(MANY, LARGE.size() + SMALL.size());

        assertThat(inbox.offer(LARGE)).isTrue();
        assertThat(inbox.offer(LARGE)).isFalse();
        assertThat(inbox.offer(SMALL)).isTrue();
        assertThat(inbox.offer(SMALL)).isFalse();
        assertThat(inbox.press(SMALL))
                .as("what follows from something committed")
                .isTrue();
    }

    @Test
    void a_batch_ends_before_it_grows_too_large_and_what_was_taken_makes_room() throws InterruptedException {
        Inbox inbox = inbox(MANY, 3 * LARGE.size());
        List.of(LARGE, SMALL, LARGE).forEach(inbox::offer);
        Bound most = new Bound(MANY, LARGE.size());

        assertThat(inbox.take(most, waiting -> true)).containsExactly(LARGE);
        assertThat(inbox.take(most, waiting -> true)).containsExactly(SMALL);
        assertThat(inbox.offer(LARGE)).isTrue();
        assertThat(inbox.take(new Bound(MANY, 1), waiting -> true))
                .as("one that is too large alone")
                .containsExactly(LARGE);
    }

    @Test
    void it_is_busy_while_much_comes_in_and_not_for_long_after_that() {
        Inbox inbox = inbox(1 + Inbox.MUCH, Long.MAX_VALUE);
        assertThat(inbox.isBusy()).isFalse();

        inbox.offer(SMALL);
        assertThat(inbox.isBusy()).as("a single one").isFalse();

        for (int i = 0; i < Inbox.MUCH; i++) {
            inbox.offer(SMALL);
        }
        assertThat(inbox.isBusy()).isTrue();
        await().until(() -> !inbox.isBusy());
    }

    @Test
    void whoever_takes_gets_nothing_when_it_is_not_time_for_long() throws InterruptedException {
        Inbox inbox = inbox(MANY, Long.MAX_VALUE);
        inbox.offer(SMALL);

        assertThat(inbox.take(new Bound(MANY, Long.MAX_VALUE), waiting -> false))
                .isEmpty();
        assertThat(inbox.take(new Bound(MANY, Long.MAX_VALUE), waiting -> true)).containsExactly(SMALL);
    }

    @Test
    void the_largest_request_finds_room_whatever_memory_there_is() {
        assertThat(Bound.OF_WAITING.bytes()).isGreaterThan(2 * 8 * 1024 * 1024 + 1_000 * SMALL.size());
    }
}
