package vn.hoctap.server.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody is for a part of the organisational tree. */
public enum Role {
    /** A person with what is his own. */
    LEARNER,
    /** Verifies, appraises, recognises and edits people in his part, and does what a centre does. */
    OFFICER,
    /** A learning or training centre: posts activities, imports and courses in its part. */
    CENTER,
    ADMIN,
    /** Reads, and changes nothing. */
    AUDITOR;

    /** As written in tokens. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String slug) {
        return Stream.of(values()).filter(role -> role.slug().equals(slug)).findFirst();
    }
}
