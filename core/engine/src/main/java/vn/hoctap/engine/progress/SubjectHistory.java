package vn.hoctap.engine.progress;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet.Place;
import vn.hoctap.engine.criteria.SubjectKind;

/**
 * A subject with everything dated that expressions may ask about: attributes with the date from which each value holds,
 * and places from a date to a date. Shared by all sets; {@link #at} takes the state at one date.
 *
 * @param orgUnit the place or workplace whose community or unit this subject is; its own place
 * @param attributes {@code group} among them
 * @param memberships those that somebody entered
 */
public record SubjectHistory(
        String id,
        SubjectKind kind,
        @Nullable LocalDate birthDate,
        @Nullable String orgUnit,
        List<Dated> attributes,
        List<Stay> stays,
        List<Membership> memberships,
        Places places) {

    /** One without memberships. */
    public SubjectHistory(
            String id,
            SubjectKind kind,
            @Nullable LocalDate birthDate,
            @Nullable String orgUnit,
            List<Dated> attributes,
            List<Stay> stays,
            Places places) {
        this(id, kind, birthDate, orgUnit, attributes, stays, List.of(), places);
    }

    /** The kind of an office, school or enterprise, which stands at the level of the place above it. */
    private static final String ORGANISATION = "organisation";

    /** From {@code from} on the attribute has this value; null: it has none any more. */
    public record Dated(
            String name, LocalDate from, @Nullable Object value) {}

    /** The subject lived or worked at {@code unit} in {@code [from, to)}. */
    public record Stay(
            Place place,
            String unit,
            LocalDate from,
            @Nullable LocalDate to) {
        boolean covers(LocalDate date) {
            return !date.isBefore(from) && (to == null || date.isBefore(to));
        }
    }

    /** The subject was in a family, clan or other collective in {@code [from, to)}. */
    public record Membership(
            String collective, LocalDate from, @Nullable LocalDate to) {
        boolean covers(LocalDate date) {
            return !date.isBefore(from) && (to == null || date.isBefore(to));
        }
    }

    /** The tree of organisational units as a subject needs it. */
    public interface Places {
        /** The unit and those above it at that date, nearest first; the unit alone when it is unknown. */
        List<String> chain(String unit, LocalDate date);

        /** The first date after this one from which the chain is another one. */
        default Optional<LocalDate> chainChanges(String unit, LocalDate after) {
            return Optional.empty();
        }

        /** What the unit is: {@code village}, {@code commune}, {@code organisation}; empty when it is unknown. */
        default Optional<String> kind(String unit) {
            return Optional.empty();
        }

        /** What has become of the unit by that date: itself, or those that took its place. */
        default List<String> heirs(String unit, LocalDate date) {
            return List.of(unit);
        }

        /** Whether the unit is there on that day. */
        default boolean holds(String unit, LocalDate date) {
            return true;
        }

        /** The units whose chain at that date goes through this one, itself and those that are no more among them. */
        default List<String> under(String unit, LocalDate date) {
            return List.of(unit);
        }

        /** The unit's own attributes. */
        Map<String, Object> attributes(String unit);
    }

    /**
     * @param date the date whose attributes and places hold
     * @param ageAt the date at which {@code age} is reckoned
     * @param place which of the subject's places counts
     */
    public SubjectState at(LocalDate date, LocalDate ageAt, Place place) {
        List<List<String>> chains = chains(date, place);
        Map<String, Object> fields = new HashMap<>();
        for (List<String> chain : chains) {
            for (String unit : chain) {
                places.attributes(unit).forEach(fields::putIfAbsent);
            }
        }
        own(date).forEach((name, value) -> fields.merge(name, value, (inherited, mine) -> mine));
        fields.put("id", id);
        fields.put("kind", kind.slug());
        if (orgUnit != null) {
            fields.put("orgUnit", orgUnit);
            places.kind(orgUnit).ifPresent(unit -> fields.put("unitKind", unit));
            chains.getFirst().stream()
                    .flatMap(unit -> places.kind(unit).stream())
                    .filter(unit -> !unit.equals(ORGANISATION))
                    .findFirst()
                    .ifPresent(level -> fields.put("unitLevel", level));
        }
        if (birthDate != null && !birthDate.isAfter(ageAt)) {
            fields.put("age", Rational.of(Period.between(birthDate, ageAt).getYears()));
        }
        residence(date).ifPresent(unit -> fields.put("residence", unit));
        return new SubjectState(id, fields, chains);
    }

    /**
     * Whether it is a member of the collective on that day: it was put into it, or lives in the place (works in the
     * organisation) whose community (working unit) the collective is or below it, or is itself the community or unit of one
     * below.
     */
    public boolean belongsTo(SubjectHistory collective, LocalDate date) {
        if (memberships.stream().anyMatch(one -> one.collective().equals(collective.id) && one.covers(date))) {
            return true;
        }
        String unit = collective.orgUnit;
        if (unit == null || unit.equals(orgUnit)) {
            return false;
        }
        Place place = collective.kind == SubjectKind.UNIT ? Place.WORKPLACE : Place.RESIDENCE;
        return (orgUnit != null
                        && places.holds(orgUnit, date)
                        && places.chain(orgUnit, date).contains(unit))
                || stays.stream()
                        .anyMatch(stay -> stay.place() == place
                                && stay.covers(date)
                                && places.chain(stay.unit(), date).contains(unit));
    }

    /** All units of whose communities or working units it may be a member on some day. */
    public Set<String> unitsEver() {
        Set<String> units = new HashSet<>();
        if (orgUnit != null) {
            units.addAll(chainsEver(orgUnit, LocalDate.EPOCH));
        }
        stays.forEach(stay -> units.addAll(chainsEver(stay.unit(), stay.from())));
        return units;
    }

    private Set<String> chainsEver(String unit, LocalDate from) {
        Set<String> units = new HashSet<>(places.chain(unit, from));
        for (Optional<LocalDate> turn = places.chainChanges(unit, from);
                turn.isPresent();
                turn = places.chainChanges(unit, turn.get())) {
            units.addAll(places.chain(unit, turn.get()));
        }
        return units;
    }

    /** The first date after this one from which {@link #at} or {@link #belongsTo} may give another answer. */
    public Optional<LocalDate> changes(LocalDate after) {
        Stream<@Nullable LocalDate> stayed = stays.stream().flatMap(stay -> Stream.of(stay.from(), stay.to()));
        Stream<@Nullable LocalDate> belonged = memberships.stream().flatMap(one -> Stream.of(one.from(), one.to()));
        Stream<LocalDate> moved = Stream.concat(
                        Stream.ofNullable(orgUnit), stays.stream().map(Stay::unit))
                .flatMap(unit -> places.chainChanges(unit, after).stream());
        return Stream.of(attributes.stream().map(Dated::from), stayed, belonged, moved)
                .flatMap(dates -> dates)
                .filter(Objects::nonNull)
                .filter(date -> date.isAfter(after))
                .min(Comparator.naturalOrder());
    }

    private List<List<String>> chains(LocalDate date, Place place) {
        List<List<String>> chains = new ArrayList<>();
        if (orgUnit != null) {
            chains.add(places.chain(orgUnit, date));
        }
        stays.stream()
                .filter(stay -> stay.place() == place && stay.covers(date))
                .sorted(Comparator.comparing(Stay::unit))
                .forEach(stay -> chains.add(places.chain(stay.unit(), date)));
        return chains;
    }

    private Optional<String> residence(LocalDate date) {
        return stays.stream()
                .filter(stay -> stay.place() == Place.RESIDENCE && stay.covers(date))
                .map(Stay::unit)
                .findFirst();
    }

    private Map<String, Object> own(LocalDate date) {
        Map<String, Object> own = new HashMap<>();
        attributes.stream()
                .filter(attribute -> !attribute.from().isAfter(date))
                .sorted(Comparator.comparing(Dated::from))
                .forEach(attribute -> put(own, attribute));
        return own;
    }

    private static void put(Map<String, Object> own, Dated attribute) {
        if (attribute.value() == null) {
            own.remove(attribute.name());
        } else {
            own.put(attribute.name(), attribute.value());
        }
    }
}
