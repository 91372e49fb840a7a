package vn.hoctap.server.title;

/** What has become of a title. */
public enum TitleState {
    /** Awarded by the rules alone. */
    AWARDED,
    /** Earned; an authority has yet to decide. */
    ELIGIBLE,
    /** Decided by an authority. */
    RECOGNISED,
    EXPIRED,
    SUPERSEDED,
    WITHDRAWN;

    /** At most one of these for each subject, title and cycle; the database's unique index says the same. */
    public boolean live() {
        return this == AWARDED || this == ELIGIBLE || this == RECOGNISED;
    }

    /** What {@code holds(…)} counts while it is valid. */
    public boolean held() {
        return this == AWARDED || this == RECOGNISED;
    }
}
