package vn.hoctap.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.identity.Caller;

/** A kind of long work. Each job of it runs on one thread; several may run at the same time. */
public interface JobKind {

    /** As jobs name it; never changes. */
    String name();

    /**
     * Works from {@link Track#checkpoint} on and says after each part how far it is. What was done after the last
     * checkpoint is done again after a kill, so a repeat must do no harm.
     *
     * @return the result, as JSON will show it
     * @throws Track.Stopped what {@link Track#reach} threw
     * @throws Refused when it cannot be done, in one sentence for whoever asked for it
     */
    Object run(Job job, Track track) throws Exception;

    /** What to tell of a job that was cancelled after this checkpoint. */
    default @Nullable Object cancelled(Job job, @Nullable JsonNode checkpoint) {
        return checkpoint;
    }

    /** Whether somebody may stop it half-way. */
    default boolean stops(Job job) {
        return true;
    }

    /** Throws away what is kept for an ended job beyond its result. A repeat does no harm. */
    default void clear(Job job) {}

    /** Whether he may see what it came to; whoever began it need not be one who still may. */
    default boolean isFor(Job job, Caller caller) {
        return true;
    }

    /** It cannot go on before others have ended; it waits with them. */
    final class Later extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Later() {
            super(null, null, false, false);
        }
    }

    /** The work cannot be done, for a reason that whoever asked for it can do something about. */
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Object result;

        /** @param result what is told besides the sentence */
        public Refused(String sentence, Object result) {
            super(sentence, null, false, false);
            this.result = result;
        }

        public Object result() {
            return result;
        }
    }
}
