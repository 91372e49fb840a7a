package vn.hoctap.server.enrolment;

import java.util.Optional;
import vn.hoctap.server.identity.Reach;

/**
 * Which enrolments are asked for.
 *
 * @param reach of whom
 * @param after the id of the last of the page before
 */
record EnrolmentQuery(
        Reach reach,
        Optional<String> subject,
        Optional<String> course,
        Optional<String> session,
        Optional<State> state,
        Optional<String> after,
        int limit) {

    static EnrolmentQuery of(String subject, int limit) {
        return new EnrolmentQuery(
                new Reach.All(),
                Optional.of(subject),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit);
    }

    EnrolmentQuery in(String code) {
        return new EnrolmentQuery(reach, subject, Optional.of(code), session, state, after, limit);
    }
}
