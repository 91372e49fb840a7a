package vn.hoctap.server.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done by the node that records, for as long as it does. Thread-safe. */
final class Duties {
    private static final Logger LOG = LoggerFactory.getLogger(Duties.class);

    private final List<Function<Recorder, AutoCloseable>> duties = new ArrayList<>();
    private final List<AutoCloseable> atWork = new ArrayList<>();
    private @Nullable Recorder recorder;

    synchronized void add(Function<Recorder, AutoCloseable> duty) {
        duties.add(duty);
        if (recorder != null) {
            start(duty, recorder);
        }
    }

    /** Returns when all have begun. */
    synchronized void begin(Recorder mine) {
        recorder = mine;
        duties.forEach(duty -> start(duty, mine));
    }

    private void start(Function<Recorder, AutoCloseable> duty, Recorder mine) {
        try {
            atWork.addLast(duty.apply(mine));
        } catch (RuntimeException failure) {
            LOG.error("A duty of the node that records could not begin", failure);
        }
    }

    /** Returns what is to be closed, the last first; it may take a while. */
    synchronized List<AutoCloseable> end() {
        recorder = null;
        List<AutoCloseable> ending = new ArrayList<>(atWork.reversed());
        atWork.clear();
        return ending;
    }

    synchronized void clear() {
        duties.clear();
    }

    static void close(List<? extends AutoCloseable> ending) {
        for (AutoCloseable one : ending) {
            try {
                one.close();
            } catch (Exception failure) {
                LOG.warn("A duty of the node that records could not be ended", failure);
            }
        }
    }
}
