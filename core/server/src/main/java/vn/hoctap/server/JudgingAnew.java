package vn.hoctap.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.ledger.Recorder;
import vn.hoctap.server.ledger.Rejudging;
import vn.hoctap.server.plugin.Registry;

/** For as long as this node records, everybody is judged anew whenever other sets judge than before. */
final class JudgingAnew implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JudgingAnew.class);

    private final Sql sql;
    private final Recorder recorder;
    private final Registry registry;
    private final AutoCloseable listening;
    private Rejudging judging;
    private long number;
    private boolean closed;

    private JudgingAnew(Sql sql, Recorder recorder, Registry registry) {
        this.sql = sql;
        this.recorder = recorder;
        this.registry = registry;
        // Heard before it is looked, so that no exchange falls in between.
        this.listening =
                registry.onChange(() -> Thread.ofVirtual().name("hoctap-sets").start(this::follow));
        this.judging = begin();
    }

    static JudgingAnew start(Sql sql, Recorder recorder, Registry registry) {
        return new JudgingAnew(sql, recorder, registry);
    }

    private Rejudging begin() {
        Registry.Now now = registry.now();
        number = now.number();
        return Rejudging.start(sql, recorder, now.criteria());
    }

    /** Whatever it fails with, the next exchange or the next turn goes on. */
    private synchronized void follow() {
        if (closed || registry.now().number() == number) {
            return;
        }
        judging.close();
        try {
            judging = begin();
        } catch (RuntimeException failure) {
            LOG.error("Nobody is judged anew by the sets that judge now; the next start does it", failure);
        }
    }

    @Override
    public synchronized void close() throws Exception {
        closed = true;
        listening.close();
        judging.close();
    }
}
