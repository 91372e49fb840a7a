package vn.hoctap.server.simulation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one title of one subject.
 *
 * @param subject its key
 * @param set of the title that lives afterwards, or of the one that is lost
 * @param ended the serial of the title that ends
 * @param endedState the state in which it was
 * @param awarded the serial of the title that takes its place; a simulation makes none
 * @param unit where the subject belongs
 * @param why the sentence in which reasons are stored: what denies the title now, or did before
 */
record TitleChange(
        long subject,
        String title,
        int cycle,
        Fate fate,
        String set,
        String version,
        @Nullable String levelBefore,
        @Nullable String levelAfter,
        @Nullable String ended,
        @Nullable String endedState,
        @Nullable String awarded,
        @Nullable String unit,
        @Nullable String group,
        @Nullable String why) {

    /** Empty when nothing changes. */
    static Optional<TitleChange> between(@Nullable LiveTitle before, @Nullable LiveTitle after) {
        LiveTitle shown = after == null ? before : after;
        return shown == null
                ? Optional.empty()
                : Fate.between(before, after).map(fate -> of(fate, before, after, shown));
    }

    private static TitleChange of(Fate fate, @Nullable LiveTitle before, @Nullable LiveTitle after, LiveTitle shown) {
        boolean same = before != null && after != null && before.serial().equals(after.serial());
        LiveTitle ends = same ? null : before;
        LiveTitle begins = same ? null : after;
        return new TitleChange(
                shown.subject(),
                shown.title(),
                shown.cycle(),
                fate,
                shown.set(),
                shown.version(),
                before == null ? null : before.level(),
                after == null ? null : after.level(),
                ends == null ? null : ends.serial(),
                ends == null ? null : ends.state(),
                begins == null ? null : begins.serial(),
                null,
                null,
                null);
    }

    TitleChange of(@Nullable String itsUnit, @Nullable String itsGroup) {
        return new TitleChange(
                subject,
                title,
                cycle,
                fate,
                set,
                version,
                levelBefore,
                levelAfter,
                ended,
                endedState,
                awarded,
                itsUnit,
                itsGroup,
                why);
    }

    TitleChange because(@Nullable String ground) {
        return new TitleChange(
                subject,
                title,
                cycle,
                fate,
                set,
                version,
                levelBefore,
                levelAfter,
                ended,
                endedState,
                awarded,
                unit,
                group,
                ground);
    }

    /** A simulation gives no serials. */
    TitleChange withoutAwarded() {
        return new TitleChange(
                subject,
                title,
                cycle,
                fate,
                set,
                version,
                levelBefore,
                levelAfter,
                ended,
                endedState,
                null,
                unit,
                group,
                why);
    }
}
