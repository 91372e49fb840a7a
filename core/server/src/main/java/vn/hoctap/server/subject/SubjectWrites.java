package vn.hoctap.server.subject;

import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.secrecy.DataKeys;
import vn.hoctap.server.secrecy.Secrets;

/** Writes subjects inside a transaction. */
final class SubjectWrites {
    private final Sql sql;
    private final DatedRows dated;
    private final Secrets secrets;
    private final IdentityRows identities;
    private final ProfileRows profiles;

    SubjectWrites(Sql sql, Secrets secrets, String by) {
        this.sql = sql;
        this.secrets = secrets;
        this.dated = new DatedRows(sql, by);
        this.identities = new IdentityRows(sql, secrets);
        this.profiles = new ProfileRows(sql, secrets);
    }

    /** @throws Problem 409 when one of the ids is known already, or somebody has one of the national IDs or identities */
    void create(Collection<NewSubject> subjects) {
        List<NewSubject> sorted =
                subjects.stream().sorted(Comparator.comparing(NewSubject::id)).toList();
        if (sorted.isEmpty()) {
            return;
        }
        Map<String, Long> keys = insert(sorted);
        List<Change> changes = sorted.stream()
                .map(subject -> new Change(Objects.requireNonNull(keys.get(subject.id())), subject.content()))
                .toList();
        dated.putAttributes(changes);
        dated.putStays(changes);
        identities.put(changes);
        markUnjudged(changes);
    }

    /** Locks the subject, for another change of it or a judgement may be under way. */
    void change(Change change) {
        profiles.change(change);
        dated.putAttributes(List.of(change));
        dated.changeStays(change);
        identities.replace(change);
        markUnjudged(List.of(change));
    }

    private void markUnjudged(List<Change> changes) {
        new Unjudged(sql)
                .mark(changes.stream()
                        .filter(change -> change.content().mattersToJudgement())
                        .map(Change::key)
                        .toList());
    }

    /** @throws Problem 409 naming an id that is known, or saying that somebody has a national ID already */
    private Map<String, Long> insert(List<NewSubject> subjects) {
        List<NewProfile> rows = numbered(subjects);
        int inserted = sql.update(
                """
                insert into subject (key, id, kind, name, name_search, birth_date, profile, name_words, national_id)
                overriding system value
                select key, id, kind, name, name_search, birth_date, profile, words::bigint[], national_id
                from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::bytea[],
                    $8::text[], $9::bytea[])
                    u (key, id, kind, name, name_search, birth_date, profile, words, national_id)
                on conflict do nothing""",
                Columns.numbers(rows, NewProfile::key),
                Columns.texts(rows, row -> row.subject().id()),
                Columns.texts(rows, row -> row.subject().kind().slug()),
                Columns.texts(rows, NewProfile::plainName),
                Columns.texts(rows, row -> SearchText.of(row.plainName())),
                Columns.dates(rows, NewProfile::plainBirthDate),
                Columns.bytes(rows, NewProfile::sealed),
                Columns.nullableTexts(rows, row -> row.words(secrets.index())),
                Columns.bytes(rows, row -> row.nationalId(secrets.index())));
        if (inserted < rows.size()) {
            throw profiles.refusal(subjects);
        }
        new DataKeys(sql, secrets)
                .put(rows.stream().flatMap(row -> Stream.ofNullable(row.made())).toList());
        return rows.stream().collect(Collectors.toMap(row -> row.subject().id(), NewProfile::key));
    }

    /** With numbers of their own, as a key is wrapped for a number. */
    private List<NewProfile> numbered(List<NewSubject> subjects) {
        Iterator<Row> numbers = sql.rows(
                        "select nextval(pg_get_serial_sequence('subject', 'key')) as key from generate_series(1, $1)",
                        subjects.size())
                .iterator();
        return subjects.stream()
                .map(subject -> NewProfile.of(numbers.next().getLong("key"), subject, secrets))
                .toList();
    }

    static Problem known(String id) {
        return Problem.conflict("/id", "There is already a subject " + id + "; send PATCH to change it.");
    }
}
