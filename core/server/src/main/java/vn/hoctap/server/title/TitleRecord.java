package vn.hoctap.server.title;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A title as it is shown.
 *
 * @param subject the subject's id
 * @param title the title's id, for instance {@code cong-dan-hoc-tap}
 * @param state as of now: a title whose time has run out is EXPIRED
 * @param reason why it was withdrawn or superseded
 * @param decidedBy the person who withdrew or recognised it; null: the rules did. For pages, not for the API.
 */
public record TitleRecord(
        String serial,
        String subject,
        String set,
        String version,
        String title,
        @Nullable String level,
        int cycle,
        String state,
        Instant awardedAt,
        @Nullable Instant validUntil,
        @Nullable String reason,
        @JsonIgnore @Nullable String decidedBy) {

    public boolean withdrawnByPerson() {
        return state.equals(TitleState.WITHDRAWN.name()) && decidedBy != null;
    }
}
