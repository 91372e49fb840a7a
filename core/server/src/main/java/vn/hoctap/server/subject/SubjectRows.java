package vn.hoctap.server.subject;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
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
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.secrecy.Secrets;

/** Reads subjects in bulk: one query for each table, however many there are. */
final class SubjectRows {
    private static final String BODIES =
            "select id, kind, birth_date, org_unit, " + Names.columns("s") + " from subject s where key = any($1)";
    private static final String ATTRIBUTES = """
            select subject, name, valid_from, value::text as value from subject_attribute
            where subject = any($1) order by subject, name, valid_from""";
    private static final String STAYS = """
            select subject, place, unit, valid_from, valid_to from stay
            where subject = any($1) order by subject, place, valid_from, unit""";
    private static final String BELONGINGS = """
            select m.member as subject, c.id, m.valid_from, m.valid_to
            from membership m join subject c on c.key = m.collective where m.member = any($1)""";

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
        // All are asked for before the first is waited for.
        Future<RowSet<Row>> readAttributes = send(ATTRIBUTES);
        Future<RowSet<Row>> readStays = send(STAYS);
        Future<RowSet<Row>> readBelongings = send(BELONGINGS);
        Future<RowSet<Row>> bodies = send(BODIES);
        Map<Long, List<Dated>> attributes = group(readAttributes, row -> dated(row, dates));
        Map<Long, List<Stay>> stays = group(readStays, SubjectRows::stay);
        Map<Long, List<SubjectHistory.Membership>> belongings = group(readBelongings, SubjectRows::belonging);
        Map<Long, SubjectHistory> histories = new HashMap<>();
        for (Row row : Await.on(bodies)) {
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
        for (Row row : Await.on(send(BODIES))) {
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

    private Future<RowSet<Row>> send(String query) {
        return sql.send(query, (Object) keys);
    }

    private static Dated dated(Row row, Set<String> dates) {
        String name = row.getString("name");
        Object value = AttributeValues.read(row.getString("value"));
        return new Dated(name, row.getLocalDate("valid_from"), AttributeValues.typed(name, value, dates));
    }

    private static SubjectHistory.Membership belonging(Row row) {
        return new SubjectHistory.Membership(
                row.getString("id"), row.getLocalDate("valid_from"), row.getLocalDate("valid_to"));
    }

    private Map<Long, List<Membership>> memberships() {
        return group(
                send(Memberships.SELECT + "where m.member = any($1) order by m.valid_from, c.id"), Memberships::read);
    }

    private static <T> Map<Long, List<T>> group(Future<RowSet<Row>> asked, Function<Row, T> reading) {
        Map<Long, List<T>> groups = new HashMap<>();
        for (Row row : Await.on(asked)) {
            groups.computeIfAbsent(row.getLong("subject"), key -> new ArrayList<>())
                    .add(reading.apply(row));
        }
        return groups;
    }
}
