package vn.hoctap.server.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.database.TestDatabase;

/** What was stirred reaches a follower in order, and together with what he makes of it. */
class FollowersTest {
    private final TestDatabase test = TestDatabase.open();
    private final List<Long> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger refreshed = new AtomicInteger();
    private volatile boolean failing;
    private volatile boolean resting;

    @BeforeEach
    void begin() {
        test.database().update("insert into follower (name, xid, id) values ('test', '0', 0)");
    }

    @AfterEach
    void close() {
        test.close();
    }

    private Follow follow(boolean titlesOnly) {
        return new Follow(test.database(), refreshed::incrementAndGet, () -> false, new Follower() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public boolean ofTitlesOnly() {
                return titlesOnly;
            }

            @Override
            public boolean rests() {
                return resting;
            }

            @Override
            public void take(Sql sql, Set<Long> stirred, Set<Long> turned) {
                taken.addAll(stirred);
                sql.update("insert into setting (name, value) values ('taken', '1')"
                        + " on conflict (name) do update set value = setting.value || '1'");
                if (failing) {
                    throw new IllegalStateException("killed");
                }
            }
        });
    }

    private int written() {
        return test.database()
                .first("select coalesce(max(length(value)), 0) as n from setting where name = 'taken'")
                .orElseThrow()
                .getInteger("n");
    }

    @Test
    void each_is_taken_once_and_the_place_is_kept() {
        Stirring.of(test.database(), List.of(1L, 2L));
        Stirring.of(test.database(), List.of(2L, 3L));

        assertThat(follow(false).step()).isTrue();
        assertThat(taken).containsExactly(1L, 2L, 3L);
        assertThat(follow(false).step()).isFalse();
    }

    @Test
    void what_failed_comes_again_and_left_nothing_behind() {
        Stirring.of(test.database(), List.of(1L));
        failing = true;
        assertThat(catchThrowable(follow(false)::step)).hasMessage("killed");
        assertThat(written()).isZero();

        failing = false;
        assertThat(follow(false).step()).isTrue();
        assertThat(taken).containsExactly(1L, 1L);
        assertThat(written()).isOne();
    }

    @Test
    void a_transaction_that_began_earlier_and_ends_later_is_waited_for() {
        test.database().inTransaction(slow -> {
            Stirring.of(slow, List.of(1L));
            Stirring.of(test.database(), List.of(2L));
            assertThat(follow(false).step()).isFalse();
            return slow;
        });

        assertThat(follow(false).step()).isTrue();
        assertThat(taken).containsExactly(1L, 2L);
    }

    @Test
    void what_one_follower_is_at_keeps_no_other_waiting() {
        test.database().update("insert into follower (name, xid, id) values ('slow', '0', 0)");
        Stirring.of(test.database(), List.of(1L));
        new Follow(test.database(), refreshed::incrementAndGet, () -> false, new Follower() {
                    @Override
                    public String name() {
                        return "slow";
                    }

                    @Override
                    public void take(Sql sql, Set<Long> stirred, Set<Long> turned) {
                        sql.update("insert into setting (name, value) values ('slow', '1')");
                        Stirring.of(test.database(), List.of(2L));
                        assertThat(follow(false).step()).isTrue();
                    }
                })
                .step();

        assertThat(taken).containsExactly(1L, 2L);
    }

    @Test
    void many_are_taken_some_at_a_time() {
        for (long first = 0; first < 3_000; first += 600) {
            Stirring.of(
                    test.database(),
                    LongStream.range(first, first + 600).boxed().toList());
        }
        assertThat(follow(false).step()).isTrue();
        assertThat(taken).hasSize(1_200);
        while (follow(false).step()) {
            // There is more.
        }
        assertThat(taken).hasSize(3_000).doesNotHaveDuplicates();
    }

    @Test
    void who_rests_takes_nothing_until_then_and_misses_nothing() throws InterruptedException {
        resting = true;
        Follow follow = follow(false);
        Thread thread = Thread.ofPlatform().start(follow);
        try {
            Stirring.of(test.database(), List.of(1L));
            Stirring.of(test.database(), List.of(2L));
            follow.hint();
            await().during(Duration.ofMillis(500)).until(taken::isEmpty);

            resting = false;
            await().untilAsserted(() -> assertThat(taken).containsExactly(1L, 2L));
        } finally {
            follow.end();
            thread.join();
        }
    }

    @Test
    void who_follows_titles_only_does_not_hear_of_what_somebody_learns() {
        test.database()
                .update("insert into outbox (at, subjects, body, stirred, turned)"
                        + " values (now(), '{}', '{}', '{1,2}', '{2}'), (now(), '{}', '{}', '{3}', null)");
        assertThat(follow(true).step()).isTrue();
        assertThat(taken).containsExactly(2L);
        assertThat(follow(true).step()).isFalse();
    }

    @Test
    void whoever_is_stirred_by_a_change_of_the_tree_is_looked_at_by_the_tree_as_it_is_then() {
        Follow follow = follow(false);
        Stirring.of(test.database(), List.of(1L));
        assertThat(follow.step()).isTrue();
        Stirring.of(test.database(), List.of(2L));
        assertThat(follow.step()).isTrue();
        assertThat(refreshed).hasValue(1);

        test.database().inTransaction(sql -> {
            sql.update("update revision set number = number + 1 where what = 'org_unit'");
            Stirring.of(sql, List.of(3L));
            return sql;
        });
        assertThat(follow.step()).isTrue();
        assertThat(refreshed).hasValue(2);
    }

    @Test
    void a_place_that_another_server_numbered_is_no_place_here() {
        test.database().update("update follower set xid = '9000000000000000'");
        Stirring.of(test.database(), List.of(1L));
        Follow follow = follow(false);

        follow.begin();

        assertThat(follow.step()).isTrue();
        assertThat(taken).containsExactly(1L);
    }
}
