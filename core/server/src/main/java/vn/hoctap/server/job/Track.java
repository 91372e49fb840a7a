package vn.hoctap.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Json;

/** The link between a running job and what is stored of it. Used by the thread that runs the job. */
public final class Track {

    /** The job must not go on here; whoever runs jobs knows what to do. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Why why;

        Stopped(Why why) {
            super(why.name(), null, false, false);
            this.why = why;
        }

        Why why() {
            return why;
        }
    }

    enum Why {
        CANCELLED,
        /** The server is being closed; the next start goes on. */
        CLOSING,
        /** Another process has taken the job over. */
        LOST
    }

    private final Job job;
    private final JobRows rows;
    private final BooleanSupplier closing;
    private @Nullable JsonNode checkpoint;

    Track(Job job, JobRows rows, BooleanSupplier closing) {
        this.job = job;
        this.rows = rows;
        this.closing = closing;
        this.checkpoint = job.checkpoint();
    }

    /** Where to go on; null: at the beginning. */
    public @Nullable JsonNode checkpoint() {
        return checkpoint;
    }

    /**
     * Notes how far the work is.
     *
     * @param total null: not known yet
     * @throws Stopped when it must not go on from here
     */
    public void reach(long done, @Nullable Long total, Object newCheckpoint) {
        JsonNode json = Json.mapper().valueToTree(newCheckpoint);
        JobRows.Reached reached = rows.reach(job.id(), done, total, json);
        if (reached == JobRows.Reached.LOST) {
            throw new Stopped(Why.LOST);
        }
        checkpoint = json;
        if (reached == JobRows.Reached.CANCELLING) {
            throw new Stopped(Why.CANCELLED);
        }
        demandOpen();
    }

    /** @throws Stopped when the server is being closed */
    public void demandOpen() {
        if (closing.getAsBoolean()) {
            throw new Stopped(Why.CLOSING);
        }
    }
}
