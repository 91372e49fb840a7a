package vn.hoctap.server;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.plugin.Registry;
import vn.hoctap.server.subject.Unjudged;

/**
 * Lets those be judged whom a plugin in quarantine kept from it, whenever other plugins run than before: perhaps it is out.
 * Where it is not, they are marked again.
 */
final class Released implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Released.class);
    /** A batch that was under way when the plugin came back may have marked some by the rules before. */
    private static final long LATER_SECONDS = 20;

    private final Unjudged unjudged;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("hoctap-released").daemon().factory());

    private Released(Sql sql) {
        this.unjudged = new Unjudged(sql);
    }

    static AutoCloseable follow(Sql sql, Registry registry) {
        Released released = new Released(sql);
        AutoCloseable following = registry.onChange(released::look);
        return () -> {
            following.close();
            released.close();
        };
    }

    private void look() {
        try {
            thread.execute(this::free);
            var again = thread.schedule(this::free, LATER_SECONDS, TimeUnit.SECONDS);
            LOG.debug("Those who were not evaluated are looked for again in {} s", again.getDelay(TimeUnit.SECONDS));
        } catch (RejectedExecutionException closed) {
            LOG.debug("Nobody is looked for any more");
        }
    }

    private void free() {
        try {
            int free = unjudged.free();
            if (free > 0) {
                LOG.info("{} subjects that were not evaluated are judged now", free);
            }
        } catch (RuntimeException away) {
            LOG.warn("Those who were not evaluated wait for the next change of plugins", away);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
