package vn.hoctap.server.subject;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;

/**
 * What is newly said of a subject. Whatever is null stays as it is.
 *
 * @param from the day from which group, attributes and places hold; name, birth date and identities are not dated
 * @param attributes {@code group} among them; a null value ends the attribute
 * @param residence at most one unit; the empty set: it lives nowhere any more
 * @param workplaces all of them
 * @param identities all of them
 * @param nationalId of people: 12 digits, or 9 of the older cards
 */
public record SubjectChange(
        LocalDate from,
        @Nullable String name,
        @Nullable LocalDate birthDate,
        Map<String, @Nullable Object> attributes,
        @Nullable Set<String> residence,
        @Nullable Set<String> workplaces,
        @Nullable List<Identity> identities,
        @Nullable String nationalId) {

    public SubjectChange {
        attributes = Collections.unmodifiableMap(new HashMap<>(attributes));
    }

    public static SubjectChange from(LocalDate day) {
        return new SubjectChange(day, null, null, Map.of(), null, null, null, null);
    }

    public SubjectChange named(String newName) {
        return new SubjectChange(from, newName, birthDate, attributes, residence, workplaces, identities, nationalId);
    }

    public SubjectChange born(LocalDate day) {
        return new SubjectChange(from, name, day, attributes, residence, workplaces, identities, nationalId);
    }

    /** @param value text, {@link Rational}, Boolean; null ends the attribute */
    public SubjectChange with(String attribute, @Nullable Object value) {
        Map<String, @Nullable Object> more = new HashMap<>(attributes);
        more.put(attribute, value);
        return new SubjectChange(from, name, birthDate, more, residence, workplaces, identities, nationalId);
    }

    public SubjectChange living(String unit) {
        return new SubjectChange(from, name, birthDate, attributes, Set.of(unit), workplaces, identities, nationalId);
    }

    public SubjectChange working(String... units) {
        return new SubjectChange(from, name, birthDate, attributes, residence, Set.of(units), identities, nationalId);
    }

    public SubjectChange identified(Identity... known) {
        return new SubjectChange(from, name, birthDate, attributes, residence, workplaces, List.of(known), nationalId);
    }

    /** @param id of 12 digits, or 9 of the older cards */
    public SubjectChange numbered(String id) {
        return new SubjectChange(from, name, birthDate, attributes, residence, workplaces, identities, id);
    }

    /** Whether a judgement may turn out differently afterwards. */
    boolean mattersToJudgement() {
        return birthDate != null || !attributes.isEmpty() || residence != null || workplaces != null;
    }
}
