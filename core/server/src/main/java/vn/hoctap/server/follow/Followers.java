package vn.hoctap.server.follow;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Database;

/** All followers at work, each on a thread of its own. One node has them: the one that records. */
public final class Followers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Followers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Follow> follows;
    private final List<Thread> threads;

    private Followers(List<Follow> follows, List<Thread> threads) {
        this.follows = follows;
        this.threads = threads;
    }

    /**
     * They go on where they were, as soon as the database is there.
     *
     * @param refresh reads the tree of units anew, after somebody has changed it
     * @param busy whether so much is recorded that they had better take much at a time
     */
    public static Followers start(Database database, Runnable refresh, BooleanSupplier busy, List<Follower> followers) {
        List<Follow> follows = followers.stream()
                .map(one -> new Follow(database, refresh, busy, one))
                .toList();
        List<Thread> threads = follows.stream()
                .map(follow ->
                        Thread.ofPlatform().name("hoctap-follower").daemon().start(follow))
                .toList();
        return new Followers(follows, threads);
    }

    /** Something was committed. Cheap, and never more than a hint. */
    public void hint() {
        follows.forEach(Follow::hint);
    }

    /** Returns when what they are at is committed. */
    @Override
    public void close() {
        follows.forEach(Follow::end);
        for (Thread thread : threads) {
            try {
                if (!thread.join(PATIENCE)) {
                    LOG.error("A follower did not stop within {}", PATIENCE);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
