package vn.hoctap.server.subject;

import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import vn.hoctap.engine.criteria.CriteriaSet.Place;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.engine.progress.SubjectHistory.Dated;
import vn.hoctap.engine.progress.SubjectHistory.Places;
import vn.hoctap.engine.progress.SubjectHistory.Stay;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.secrecy.Secrets;

/** Reads subjects in bulk: one query for each table, however many there are. */
final class SubjectRows {
    private final Sql sql;
    private final Secrets secrets;
    private final Long[] keys;

    SubjectRows(Sql sql, Secrets secrets, Collection<Long> keys) {
        this.sql = sql;
        this.secrets = secrets;
        this.keys = keys.toArray(Long[]::new);
    }

    /** @param dates the names of the attributes that are dates to expressions */
    Map<Long, SubjectHistory> histories(Places places, Set<String> dates) {
        Map<Long, List<Dated>> attributes = attributes(dates);
        Map<Long, List<Stay>> stays = stays();
        Map<Long, List<SubjectHistory.Membership>> belongings = belongings();
        Map<Long, SubjectHistory> histories = new HashMap<>();
        for (Row row : bodies()) {
            long key = row.getLong("person");
            histories.put(
                    key,
                    new SubjectHistory(
                            row.getString("id"),
                            kind(row),
                            Profile.of(row, secrets).birthDate(),
                            row.getString("org_unit"),
                            attributes.getOrDefault(key, List.of()),
                            stays.getOrDefault(key, List.of()),
                            belongings.getOrDefault(key, List.of()),
                            places));
        }
        return histories;
    }

    Map<Long, Subject> subjects(Places places) {
        Map<Long, SubjectHistory> histories = histories(places, Set.of());
        Map<Long, List<Identity>> identities = new IdentityRows(sql, secrets).of(keys);
        Map<Long, List<Membership>> memberships = memberships();
        Map<Long, Subject> subjects = new HashMap<>();
        for (Row row : bodies()) {
            long key = row.getLong("person");
            SubjectHistory history = histories.get(key);
            if (history != null) {
                List<Identity> known = identities.getOrDefault(key, List.of());
                List<Membership> belongs = memberships.getOrDefault(key, List.of());
                Profile profile = Profile.of(row, secrets);
                subjects.put(key, new Subject(key, profile.name(), profile.nationalId(), history, known, belongs));
            }
        }
        return subjects;
    }

    static SubjectKind kind(Row row) {
        return SubjectKind.of(row.getString("kind")).orElseThrow();
    }

    static Stay stay(Row row) {
        return new Stay(
                Place.valueOf(row.getString("place").toUpperCase(Locale.ROOT)),
                row.getString("unit"),
                row.getLocalDate("valid_from"),
                row.getLocalDate("valid_to"));
    }

    private List<Row> bodies() {
        return sql.rows(
                "select id, kind, birth_date, org_unit, " + Names.columns("s") + " from subject s where key = any($1)",
                (Object) keys);
    }

    private Map<Long, List<Dated>> attributes(Set<String> dates) {
        return group("""
                select subject, name, valid_from, value::text as value from subject_attribute
                where subject = any($1) order by subject, name, valid_from""", row -> dated(row, dates));
    }

    private static Dated dated(Row row, Set<String> dates) {
        String name = row.getString("name");
        Object value = AttributeValues.read(row.getString("value"));
        return new Dated(name, row.getLocalDate("valid_from"), AttributeValues.typed(name, value, dates));
    }

    private Map<Long, List<Stay>> stays() {
        return group("""
                select subject, place, unit, valid_from, valid_to from stay
                where subject = any($1) order by subject, place, valid_from, unit""", SubjectRows::stay);
    }

    private Map<Long, List<SubjectHistory.Membership>> belongings() {
        return group(
                """
                select m.member as subject, c.id, m.valid_from, m.valid_to
                from membership m join subject c on c.key = m.collective where m.member = any($1)""",
                row -> new SubjectHistory.Membership(
                        row.getString("id"), row.getLocalDate("valid_from"), row.getLocalDate("valid_to")));
    }

    private Map<Long, List<Membership>> memberships() {
        return group(Memberships.SELECT + "where m.member = any($1) order by m.valid_from, c.id", Memberships::read);
    }

    private <T> Map<Long, List<T>> group(String query, Function<Row, T> reading) {
        Map<Long, List<T>> groups = new HashMap<>();
        for (Row row : sql.rows(query, (Object) keys)) {
            groups.computeIfAbsent(row.getLong("subject"), key -> new ArrayList<>())
                    .add(reading.apply(row));
        }
        return groups;
    }
}
