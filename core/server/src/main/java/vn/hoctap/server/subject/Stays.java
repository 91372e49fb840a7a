package vn.hoctap.server.subject;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    /**
     * From {@code day} on those of the subject's stays that are at one of these units are where it has gone; what was before
     * stays as it was.
     *
     * @param heirs by unit that ends; empty: the stay ends with it
     */
    static List<Stay> move(Collection<Stay> stays, Map<String, Optional<String>> heirs, LocalDate day) {
        List<Stay> moved = new ArrayList<>();
        for (Stay stay : stays) {
            Optional<String> heir = heirs.get(stay.unit());
            if (heir == null || !isBefore(day, stay.to())) {
                moved.add(stay);
                continue;
            }
            if (stay.from().isBefore(day)) {
                moved.add(new Stay(stay.place(), stay.unit(), stay.from(), day));
            }
            LocalDate from = stay.from().isBefore(day) ? day : stay.from();
            heir.ifPresent(unit -> moved.add(new Stay(stay.place(), unit, from, stay.to())));
        }
        return joined(moved);
    }

    /** Whoever worked at two units that became one works there once. */
    private static List<Stay> joined(List<Stay> stays) {
        List<Stay> sorted = stays.stream()
                .sorted(Comparator.comparing(Stay::place)
                        .thenComparing(Stay::unit)
                        .thenComparing(Stay::from))
                .toList();
        List<Stay> joined = new ArrayList<>();
        for (Stay stay : sorted) {
            Stay last = joined.isEmpty() ? null : joined.getLast();
            if (last != null
                    && last.place() == stay.place()
                    && last.unit().equals(stay.unit())
                    && !isAfter(stay.from(), last.to())) {
                boolean longer = last.to() != null && isBefore(last.to(), stay.to());
                joined.set(
                        joined.size() - 1, longer ? new Stay(last.place(), last.unit(), last.from(), stay.to()) : last);
            } else {
                joined.add(stay);
            }
        }
        return joined;
    }

    private static boolean isAfter(LocalDate day, @Nullable LocalDate end) {
        return end != null && day.isAfter(end);
    }

    static boolean covers(Stay stay, LocalDate day) {
        return !day.isBefore(stay.from()) && isBefore(day, stay.to());
    }

    private static boolean isBefore(LocalDate day, @Nullable LocalDate end) {
        return end == null || day.isBefore(end);
    }
}
