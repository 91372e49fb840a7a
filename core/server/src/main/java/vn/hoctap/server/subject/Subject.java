package vn.hoctap.server.subject;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaSet.Place;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.engine.progress.SubjectHistory.Dated;
import vn.hoctap.engine.progress.SubjectHistory.Stay;

/**
 * A subject with everything that was ever said of it.
 *
 * @param key its number inside the database, which never leaves the server
 */
public record Subject(
        long key,
        String name,
        @Nullable String nationalId,
        SubjectHistory history,
        List<Identity> identities,
        List<Membership> memberships) {

    public String id() {
        return history.id();
    }

    public SubjectKind kind() {
        return history.kind();
    }

    /** Nothing that tells who it is, for it must not reach a log. */
    @Override
    public String toString() {
        return "subject " + key;
    }

    public @Nullable String orgUnit() {
        return history.orgUnit();
    }

    /** Its own attributes on a day, {@code group} among them, by name. */
    public Map<String, Object> attributes(LocalDate day) {
        Map<String, Object> values = new TreeMap<>();
        history.attributes().stream()
                .filter(dated -> !dated.from().isAfter(day))
                .sorted(Comparator.comparing(Dated::from))
                .forEach(dated -> put(values, dated));
        return values;
    }

    private static void put(Map<String, Object> values, Dated dated) {
        Object value = dated.value();
        if (value == null) {
            values.remove(dated.name());
        } else {
            values.put(dated.name(), value);
        }
    }

    public Optional<String> group(LocalDate day) {
        return Optional.ofNullable(attributes(day).get("group")).map(Object::toString);
    }

    public Optional<String> residence(LocalDate day) {
        return units(Place.RESIDENCE, day).stream().findFirst();
    }

    public List<String> workplaces(LocalDate day) {
        return units(Place.WORKPLACE, day);
    }

    private List<String> units(Place place, LocalDate day) {
        return history.stays().stream()
                .filter(stay -> stay.place() == place && Stays.covers(stay, day))
                .map(Stay::unit)
                .sorted()
                .toList();
    }
}
