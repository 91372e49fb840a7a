package vn.hoctap.server.course;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a course is held. */
public enum CourseMode {
    ONLINE,
    IN_PERSON,
    BLENDED;

    /** As written outside: {@code in-person}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<CourseMode> of(@Nullable String slug) {
        return Stream.of(values()).filter(mode -> mode.slug().equals(slug)).findFirst();
    }
}
