package vn.hoctap.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.identity.Caller;

/**
 * Long work and how far it is.
 *
 * @param done of {@code total}, in whatever the kind counts; null: how much there is, is not known yet
 * @param parameters what the work is about, as its kind wants it
 * @param checkpoint where to go on; null: at the beginning
 * @param result null: there is none yet
 * @param caller who asked for it, with the grants that he had then
 * @param startedAt when it was first taken up
 */
public record Job(
        UUID id,
        String kind,
        JobState state,
        long done,
        @Nullable Long total,
        JsonNode parameters,
        @Nullable JsonNode checkpoint,
        @Nullable JsonNode result,
        Caller caller,
        boolean cancelling,
        Instant createdAt,
        @Nullable Instant startedAt,
        Instant updatedAt) {

    /** The moment from which on everything that it did is recorded. */
    public Instant begun() {
        return startedAt == null ? createdAt : startedAt;
    }
}
