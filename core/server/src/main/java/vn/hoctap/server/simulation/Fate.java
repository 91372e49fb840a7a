package vn.hoctap.server.simulation;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What becomes of somebody's title of one name and cycle. */
public enum Fate {
    /** Or not held until an authority recognises it anew. */
    LOST,
    /** It was recognised by an authority, and its ground is gone: a person must look at it. */
    FLAGGED,
    GAINED,
    /** Another level of the same title. */
    LEVEL,
    /** The same title at the same level, given again by another set or version. */
    RENEWED;

    /** As written in JSON and addresses. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Fate> of(@Nullable String slug) {
        return Stream.of(values()).filter(fate -> fate.slug().equals(slug)).findFirst();
    }

    /** Empty: nothing becomes of it. */
    static Optional<Fate> between(@Nullable LiveTitle before, @Nullable LiveTitle after) {
        if (before == null) {
            return after == null ? Optional.empty() : Optional.of(GAINED);
        }
        if (after == null) {
            return Optional.of(LOST);
        }
        if (before.serial().equals(after.serial())) {
            return !before.flagged() && after.flagged() ? Optional.of(FLAGGED) : Optional.empty();
        }
        if (before.counts() && !after.counts()) {
            return Optional.of(LOST);
        }
        return Optional.of(Objects.equals(before.level(), after.level()) ? RENEWED : LEVEL);
    }
}
