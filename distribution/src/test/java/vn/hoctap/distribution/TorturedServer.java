package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** A server on one data folder that is killed in many ways and started again. */
final class TorturedServer implements AutoCloseable {
    private static final Duration RETURN_LIMIT = Duration.ofSeconds(90);

    enum Mishap {
        SERVER,
        SERVER_WHILE_IT_STARTS,
        POSTMASTER,
        POSTGRES
    }

    private final Path data;
    private final RandomGenerator random;
    private volatile Hoctap now;

    TorturedServer(Path data, RandomGenerator random) {
        this.data = data;
        this.random = random;
        this.now = begin().awaitReady();
    }

    private Hoctap begin() {
        return Hoctap.begin(data, "--citizens", "1");
    }

    /** The latest life of it, which may have ended. */
    Hoctap now() {
        return now;
    }

    Path data() {
        return data;
    }

    /** Returns when it is ready again. */
    void suffer(Mishap mishap) {
        switch (mishap) {
            case SERVER -> {
                kill();
                startAgain();
            }
            case SERVER_WHILE_IT_STARTS -> {
                kill();
                now = begin();
                pause(random.nextInt(4_000));
                kill();
                startAgain();
            }
            case POSTMASTER -> {
                Kill.postmaster(data);
                awaitReturn();
            }
            case POSTGRES -> {
                Kill.postgres(data);
                awaitReturn();
            }
        }
    }

    /** The server alone, or with its process group, or with its database and all; often nothing may be left of it. */
    private void kill() {
        switch (random.nextInt(3)) {
            case 0 -> now.kill();
            case 1 -> now.killGroup();
            default -> {
                Kill.everythingOn(data);
                now.kill();
            }
        }
        if (random.nextBoolean()) {
            assertNothingIsLeft();
        }
    }

    void assertNothingIsLeft() {
        await().atMost(RETURN_LIMIT)
                .untilAsserted(() -> assertThat(RunningProcesses.on(data)).isEmpty());
    }

    private void startAgain() {
        now = begin().awaitReady();
    }

    /** The server gets its database back by itself. */
    private void awaitReturn() {
        Hoctap same = now;
        await().atMost(RETURN_LIMIT).pollInterval(Duration.ofMillis(50)).until(same::ready);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        now.close();
    }
}
