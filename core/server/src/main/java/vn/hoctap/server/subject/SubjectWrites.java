package vn.hoctap.server.subject;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Problem;

/** Writes subjects inside a transaction. */
final class SubjectWrites {
    private final Sql sql;
    private final DatedRows dated;
    private final IdentityRows identities;

    SubjectWrites(Sql sql, String by) {
        this.sql = sql;
        this.dated = new DatedRows(sql, by);
        this.identities = new IdentityRows(sql);
    }

    /** @throws Problem 409 when one of the ids is known already */
    void create(Collection<NewSubject> subjects) {
        List<NewSubject> sorted =
                subjects.stream().sorted(Comparator.comparing(NewSubject::id)).toList();
        Map<String, Long> keys = insert(sorted);
        List<Change> changes = sorted.stream()
                .map(subject -> new Change(key(keys, subject.id()), subject.content()))
                .toList();
        dated.putAttributes(changes);
        dated.putStays(changes);
        identities.put(changes);
        markUnjudged(changes);
    }

    /** Locks the subject, for another change of it or a judgement may be under way. */
    void change(Change change) {
        putBody(change.key(), change.content().name(), change.content().birthDate());
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

    private Map<String, Long> insert(List<NewSubject> subjects) {
        return sql
                .rows(
                        """
                        insert into subject (id, kind, name, name_search, birth_date)
                        select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::date[])
                        on conflict do nothing returning id, key""",
                        Columns.texts(subjects, NewSubject::id),
                        Columns.texts(subjects, subject -> subject.kind().slug()),
                        Columns.texts(subjects, NewSubject::name),
                        Columns.texts(subjects, subject -> SearchText.of(subject.name())),
                        Columns.dates(subjects, subject -> subject.content().birthDate()))
                .stream()
                .collect(Collectors.toMap(row -> row.getString("id"), row -> row.getLong("key")));
    }

    private void putBody(long key, @Nullable String name, @Nullable LocalDate birthDate) {
        sql.update("""
                update subject set name = coalesce($2, name), name_search = coalesce($3, name_search),
                    birth_date = coalesce($4, birth_date)
                where key = $1""", key, name, name == null ? null : SearchText.of(name), birthDate);
    }

    private static long key(Map<String, Long> inserted, String id) {
        Long key = inserted.get(id);
        if (key == null) {
            throw known(id);
        }
        return key;
    }

    static Problem known(String id) {
        return Problem.conflict("/id", "There is already a subject " + id + "; send PATCH to change it.");
    }
}
