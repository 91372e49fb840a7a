package vn.hoctap.server.enrolment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.enrolment.Enrolment.Change;
import vn.hoctap.server.title.TitleRecord;

/**
 * An enrolment as the API shows it.
 *
 * @param activity the fact that completed it
 * @param titles newly won; only in the answer to a change
 * @param history only of a single enrolment
 */
record EnrolmentJson(
        String id,
        String subject,
        String name,
        String course,
        @Nullable String session,
        State state,
        int progress,
        Instant enrolledAt,
        String enrolledBy,
        @Nullable String activity,
        @Nullable Instant completedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<TitleRecord> titles,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Change> history) {

    static EnrolmentJson of(Enrolment enrolment) {
        return of(enrolment, null, null);
    }

    static EnrolmentJson of(Enrolment enrolment, @Nullable List<TitleRecord> titles, @Nullable List<Change> history) {
        return new EnrolmentJson(
                enrolment.id(),
                enrolment.subject(),
                enrolment.name(),
                enrolment.course(),
                enrolment.session(),
                enrolment.state(),
                enrolment.progress(),
                enrolment.enrolledAt(),
                enrolment.enrolledBy(),
                enrolment.fact(),
                enrolment.completedAt(),
                titles,
                history);
    }
}
