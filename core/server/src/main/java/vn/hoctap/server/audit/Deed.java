package vn.hoctap.server.audit;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody did. Written as its slug: {@code fact-verified}. Each has a word {@code audit.deed.<slug>}. */
public enum Deed {
    SIGNED_IN,
    SIGNED_OUT,
    /** By the sign-in server or an administrator, for somebody. */
    SESSIONS_ENDED,
    /** A token, a key, a code or a form was refused. */
    SIGN_IN_REFUSED,
    /** Somebody who is known asked for what he may not have. */
    REFUSED,
    ACCOUNT_LINKED,
    ACCOUNT_UNLINKED,
    ACCOUNTS_MERGED,
    LINK_CODE_ISSUED,
    LINK_CODE_REFUSED,
    FACT_VERIFIED,
    FACT_REJECTED,
    FACT_WITHDRAWN,
    QUESTION_ASKED,
    APPRAISED,
    TITLE_WITHDRAWN,
    TITLE_RECOGNISED,
    SUBJECT_CREATED,
    SUBJECT_CHANGED,
    MEMBERSHIP_CHANGED,
    UNIT_CHANGED,
    UNITS_REORGANISED,
    COURSE_CHANGED,
    SESSION_CHANGED,
    ENROLLED,
    ENROLMENT_CANCELLED,
    GRADED,
    IMPORTED,
    EXPORTED,
    JOB_CANCELLED,
    PROVIDER_CREATED,
    PROVIDER_KEY_ROTATED,
    PROVIDER_REVOKED,
    PLUGIN_CHANGED,
    PUBLISHER_TRUSTED,
    PUBLISHER_DISTRUSTED,
    SET_PUBLISHED,
    SIMULATED,
    SIMULATION_SIGNED,
    REEVALUATED,
    DRAFT_CREATED,
    DRAFT_DELETED,
    DATA_REQUESTED,
    DATA_REQUEST_ACCEPTED,
    DATA_HANDED_OUT,
    DATA_ERASED,
    DATA_REQUEST_REFUSED,
    /** One for a copy; an erasure says so itself. */
    DATA_REQUEST_COMPLETED,
    /** By the person, or for him. */
    DATA_REQUEST_CANCELLED,
    CONSENT_CHANGED,
    RETENTION_APPLIED;

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Deed> of(String slug) {
        return Stream.of(values()).filter(deed -> deed.slug().equals(slug)).findFirst();
    }
}
