package vn.hoctap.server.subject;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaSet.Place;
import vn.hoctap.engine.progress.SubjectHistory.Stay;

/** The stays of one subject at one kind of place, as a timeline of sets of units. */
final class Stays {
    private Stays() {}

    /**
     * From {@code from} on the subject is at exactly these units, until the next day on which the timeline already
     * changes: what is learnt late about the past leaves alone what is known of later days.
     */
    static List<Stay> change(Collection<Stay> stays, Place place, Set<String> units, LocalDate from) {
        Optional<LocalDate> next = stays.stream()
                .flatMap(stay -> Stream.of(stay.from(), stay.to()))
                .filter(Objects::nonNull)
                .filter(day -> day.isAfter(from))
                .min(LocalDate::compareTo);
        List<Stay> changed = new ArrayList<>();
        Set<String> missing = new HashSet<>(units);
        for (Stay stay : stays) {
            boolean there = covers(stay, from);
            if (!there || missing.remove(stay.unit())) {
                changed.add(stay);
            } else {
                changed.addAll(cut(stay, from, next.orElse(null)));
            }
        }
        missing.stream().sorted().forEach(unit -> changed.add(new Stay(place, unit, from, next.orElse(null))));
        return changed;
    }

    /** What is left of a stay that covers {@code from}, without {@code [from, next)}. */
    private static List<Stay> cut(Stay stay, LocalDate from, @Nullable LocalDate next) {
        List<Stay> left = new ArrayList<>();
        if (stay.from().isBefore(from)) {
            left.add(new Stay(stay.place(), stay.unit(), stay.from(), from));
        }
        if (next != null && isBefore(next, stay.to())) {
            left.add(new Stay(stay.place(), stay.unit(), next, stay.to()));
        }
        return left;
    }

    static boolean covers(Stay stay, LocalDate day) {
        return !day.isBefore(stay.from()) && isBefore(day, stay.to());
    }

    private static boolean isBefore(LocalDate day, @Nullable LocalDate end) {
        return end == null || day.isBefore(end);
    }
}
