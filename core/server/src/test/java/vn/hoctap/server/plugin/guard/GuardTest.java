package vn.hoctap.server.plugin.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What plugins may do to the threads of the server, with patience short enough for tests. */
class GuardTest {
    private static final GuardLimits LIMITS = new GuardLimits(
            Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofMillis(600), 3, 4);

    private final List<String> alarms = Collections.synchronizedList(new ArrayList<>());
    private final Guard guard = new Guard((plugin, reason) -> alarms.add(plugin + ": " + reason), LIMITS);
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong sink = new AtomicLong();

    @AfterEach
    void end() {
        over.set(true);
        guard.close();
    }

    private Ward ward(String plugin) {
        Ward ward = guard.ward(plugin);
        ward.accepted();
        return ward;
    }

    private Object loop() {
        while (!over.get()) {
            sink.incrementAndGet();
        }
        return sink;
    }

    private Object sleep() {
        while (!over.get()) {
            LockSupport.parkNanos(1_000_000_000);
        }
        return sink;
    }

    @Test
    void a_call_runs_in_a_thread_of_the_guard_and_its_answer_comes_back() {
        Thread here = Thread.currentThread();
        assertThat(ward("good").call(Thread::currentThread)).isNotEqualTo(here).isInstanceOf(Worker.class);
        assertThat(guard.spent().get("good").calls()).isEqualTo(1);
        assertThat(guard.spent().get("good").errors()).isZero();
    }

    @Test
    void work_that_calls_plugins_often_changes_threads_once() {
        Ward ward = ward("good");
        List<Thread> threads = guard.together(() ->
                List.of(Thread.currentThread(), ward.call(Thread::currentThread), ward.call(Thread::currentThread)));
        assertThat(threads).containsOnly(threads.getFirst());
        assertThatThrownBy(() -> guard.together(() -> {
                    throw new IllegalStateException("the work's own");
                }))
                .hasMessage("the work's own");
    }

    @Test
    void what_throws_is_stopped_named_and_never_called_again() {
        Ward ward = ward("thrower");
        AtomicLong calls = new AtomicLong();
        Callable<Object> code = () -> {
            calls.incrementAndGet();
            throw new ArithmeticException("of the plugin");
        };
        assertThatThrownBy(() -> ward.call(code))
                .isInstanceOf(Quarantined.class)
                .hasMessageContaining("'thrower'")
                .hasMessageContaining("of the plugin");
        assertThatThrownBy(() -> ward.call(code)).isInstanceOf(Quarantined.class);
        assertThat(calls).hasValue(1);
        await().untilAsserted(() -> assertThat(alarms)
                .containsExactly("thrower: its code threw java.lang.ArithmeticException: of the plugin."));
        assertThat(guard.spent().get("thrower").errors()).isEqualTo(1);
    }

    @Test
    void an_exception_that_throws_when_it_is_looked_at_is_no_way_out() {
        Ward ward = ward("sly");
        assertThatThrownBy(() -> ward.call(() -> {
                    throw new Sly();
                }))
                .isInstanceOf(Quarantined.class)
                .hasMessageContaining("Sly");
    }

    @SuppressWarnings("OverrideThrowableToString") // That is its trick.
    private static final class Sly extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String toString() {
            throw new IllegalStateException();
        }

        @Override
        public String getMessage() {
            throw new IllegalStateException();
        }
    }

    @Test
    void an_endless_loop_is_given_up_and_others_go_on() {
        Ward looper = ward("looper");
        assertThatThrownBy(() -> looper.call(this::loop))
                .isInstanceOf(Quarantined.class)
                .hasMessageContaining("did not come back");
        assertThat(ward("good").call(() -> 1)).isEqualTo(1);
        await().untilAsserted(
                        () -> assertThat(alarms).singleElement().asString().startsWith("looper: "));
        assertThat(guard.lost()).isEqualTo(1);
        over.set(true);
        await().untilAsserted(() -> assertThat(guard.lost()).isZero());
    }

    @Test
    void one_that_waits_for_ever_is_given_up_too() {
        assertThatThrownBy(() -> ward("sleeper").call(this::sleep)).isInstanceOf(Quarantined.class);
    }

    @Test
    void many_calls_that_are_each_in_time_may_not_take_all_time_together() {
        Ward slow = ward("slow");
        assertThatThrownBy(() -> guard.together(() -> {
                    while (!over.get()) {
                        slow.call(() -> {
                            LockSupport.parkNanos(50_000_000);
                            return 1;
                        });
                    }
                    return 1;
                }))
                .isInstanceOf(Quarantined.class);
        assertThat(slow.fault()).isPresent();
    }

    @Test
    void a_start_may_take_longer_than_a_call() {
        assertThat(ward("starter").start(() -> {
                    LockSupport.parkNanos(300_000_000);
                    return 1;
                }))
                .isEqualTo(1);
    }

    @Test
    void whoever_is_not_accepted_yet_is_no_alarm() {
        Ward candidate = guard.ward("candidate");
        assertThatThrownBy(() -> candidate.start(() -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(Quarantined.class);
        assertThat(candidate.fault()).isPresent();
        assertThat(alarms).isEmpty();
    }

    @Test
    void threads_that_a_plugin_starts_and_does_not_end_give_it_away() throws Exception {
        try (URLClassLoader own = new URLClassLoader(new URL[0])) {
            Ward leaker = ward("leaker");
            leaker.loader(own);
            CountDownLatch end = new CountDownLatch(1);
            leaker.call(() -> {
                Thread.ofPlatform().name("mine-for-ever").daemon().start(() -> waitFor(end));
                return 1;
            });
            await().untilAsserted(
                            () -> assertThat(leaker.fault()).get().asString().contains("mine-for-ever"));
            assertThatThrownBy(() -> leaker.call(() -> 1)).isInstanceOf(Quarantined.class);
            end.countDown();
        }
    }

    private static void waitFor(CountDownLatch end) {
        boolean waiting = true;
        while (waiting) {
            try {
                end.await();
                waiting = false;
            } catch (InterruptedException ignored) {
                // A thread that does not even end when it is asked to.
            }
        }
    }

    @Test
    void when_too_many_threads_are_stuck_no_more_code_is_let_in() {
        for (int i = 0; i < LIMITS.lost(); i++) {
            Ward ward = ward("looper-" + i);
            assertThatThrownBy(() -> ward.call(this::sleep)).isInstanceOf(Quarantined.class);
        }
        await().untilAsserted(() -> assertThat(guard.lost()).isEqualTo(LIMITS.lost()));
        assertThatThrownBy(() -> guard.ward("one-more")).hasMessageContaining("only a restart");
    }

    @Test
    void after_renewal_no_thread_keeps_what_a_plugin_left_in_it() throws Exception {
        WeakReference<Object> left = leave();
        guard.renew();
        await().untilAsserted(() -> {
            System.gc();
            assertThat(left.get()).isNull();
        });
        assertThat(ward("next").call(() -> 1)).isEqualTo(1);
    }

    private WeakReference<Object> leave() {
        ThreadLocal<Object> forgotten = new ThreadLocal<>();
        return ward("messy").call(() -> {
            Object secret = new Object();
            forgotten.set(secret);
            return new WeakReference<>(secret);
        });
    }
}
