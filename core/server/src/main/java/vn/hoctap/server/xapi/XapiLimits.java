package vn.hoctap.server.xapi;

import java.time.Duration;

/** What one request or statement may be; Moodle sends about 30 events of 2 kB at a time. */
final class XapiLimits {
    static final int STATEMENTS = 1_000;
    static final int BYTES = 4 * 1024 * 1024;

    /** Of what is looked up or listed: identities and ids of activities. */
    static final int KEY_LENGTH = 1_000;

    /** The faults named in one answer. */
    static final int FAULTS = 100;

    static final int TITLE_LENGTH = 500;
    static final int COURSE_LENGTH = 200;

    /** How far a clock may be ahead. */
    static final Duration AHEAD = Duration.ofDays(1);

    /** How long a revoked key may still work on another instance. */
    static final Duration KEY_CACHE = Duration.ofSeconds(10);

    /** Waiting statements that are claimed at a time. */
    static final int CLAIM = 500;

    private XapiLimits() {}
}
