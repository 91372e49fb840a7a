package vn.hoctap.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestDatabase test = TestDatabase.open();

    @AfterEach
    void close() {
        test.close();
    }

    private Session open(Duration patience, Runnable ended) {
        return test.database().session(Map.of("application_name", "a-test"), patience, ended);
    }

    private void terminate() {
        test.database()
                .rows("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'a-test'");
    }

    @Test
    void statements_are_executed_as_sent_although_an_answer_on_another_session_sends_some_of_them() {
        test.database().update("create table turn (n int generated always as identity, said text)");
        try (Session one = open(PATIENCE, () -> {});
                Session other = open(PATIENCE, () -> {})) {
            List<Future<?>> sent = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                Future<?> before = other.send("select 1");
                sent.add(one.send("insert into turn (said) values ('first')"));
                sent.add(before.compose(answered -> one.send("insert into turn (said) values ('second')")));
            }
            Await.on(Future.all(sent));
        }

        assertThat(test.database().rows("select said from turn order by n limit 2"))
                .hasSize(2);
        assertThat(test.database().first("""
                                select min(so_far) as least from (select sum(case said when 'first' then 1 else -1 end)
                                    over (order by n) as so_far from turn) counted""").orElseThrow().getLong("least"))
                .as("no second before its first")
                .isGreaterThanOrEqualTo(0);
    }

    @Test
    void its_end_is_told_and_whatever_is_sent_after_it_fails_as_a_lost_connection() {
        AtomicBoolean ended = new AtomicBoolean();
        try (Session session = open(PATIENCE, () -> ended.set(true))) {
            terminate();

            await().atMost(PATIENCE).untilTrue(ended);
            assertThatThrownBy(() -> session.rows("select 1")).isInstanceOf(ConnectionLost.class);
        }
    }

    @Test
    void a_server_that_does_not_answer_within_its_patience_is_lost() {
        try (Session session = open(Duration.ofSeconds(3), () -> {})) {
            assertThatThrownBy(() -> session.rows("select pg_sleep(30)"))
                    .isInstanceOf(ConnectionLost.class)
                    .hasMessageContaining("PT3S");
            // Otherwise closing waits until it has slept.
            terminate();
        }
    }
}
