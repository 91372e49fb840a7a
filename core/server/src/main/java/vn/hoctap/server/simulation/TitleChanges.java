package vn.hoctap.server.simulation;

import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;

/** The changes of simulations and batches in the database. */
record TitleChanges(Sql sql) {

    /** How many, of whom. */
    record Count(@Nullable String unit, @Nullable String group, String title, Fate fate, long changes) {}

    /** A place in the list of changes. */
    record Place(long subject, String title, int cycle) {}

    /** What was noted before a stop is noted once more. */
    void put(UUID job, Collection<TitleChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        sql.update(
                """
                insert into title_change (job, subject, title, cycle, fate, set_id, set_version, level_before,
                    level_after, ended, ended_state, awarded, unit, group_name, why)
                select $1, * from unnest($2::bigint[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[],
                    $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[])
                on conflict (job, subject, title, cycle) do nothing""",
                job,
                Columns.of(changes, Long[]::new, TitleChange::subject),
                Columns.of(changes, String[]::new, TitleChange::title),
                Columns.of(changes, Integer[]::new, TitleChange::cycle),
                Columns.of(changes, String[]::new, change -> change.fate().name()),
                Columns.of(changes, String[]::new, TitleChange::set),
                Columns.of(changes, String[]::new, TitleChange::version),
                Columns.of(changes, String[]::new, TitleChange::levelBefore),
                Columns.of(changes, String[]::new, TitleChange::levelAfter),
                Columns.of(changes, String[]::new, TitleChange::ended),
                Columns.of(changes, String[]::new, TitleChange::endedState),
                Columns.of(changes, String[]::new, TitleChange::awarded),
                Columns.of(changes, String[]::new, TitleChange::unit),
                Columns.of(changes, String[]::new, TitleChange::group),
                Columns.of(changes, String[]::new, TitleChange::why));
    }

    /**
     * In the order of the subjects' keys.
     *
     * @param fate null: all but those that are only renewed
     * @param units null: wherever
     */
    List<TitleChange> page(
            UUID job, @Nullable Fate fate, @Nullable Collection<String> units, @Nullable Place after, int limit) {
        return sql
                .rows(
                        """
                        select * from title_change
                        where job = $1 and (fate = $2 or $2 is null and fate <> 'RENEWED')
                            and ($3::text[] is null or unit = any($3))
                            and ($4::bigint is null or (subject, title, cycle) > ($4, $5::text, $6::int))
                        order by subject, title, cycle limit $7""",
                        job,
                        fate == null ? null : fate.name(),
                        units == null ? null : units.toArray(String[]::new),
                        after == null ? null : after.subject(),
                        after == null ? null : after.title(),
                        after == null ? null : after.cycle(),
                        limit)
                .stream()
                .map(TitleChanges::read)
                .toList();
    }

    /** All of some subjects, renewed ones too, by the subjects' keys: whole subjects, so many at most. */
    List<TitleChange> subjects(UUID job, long after, int limit) {
        return sql.rows("""
                        select * from title_change where job = $1 and subject in (
                            select distinct subject from title_change where job = $1 and subject > $2
                            order by subject limit $3)
                        order by subject, title, cycle""", job, after, limit).stream().map(TitleChanges::read).toList();
    }

    List<Count> counts(UUID job) {
        return sql
                .rows(
                        "select unit, group_name, title, fate, count(*) as changes from title_change where job = $1"
                                + " group by unit, group_name, title, fate",
                        job)
                .stream()
                .map(row -> new Count(
                        row.getString("unit"),
                        row.getString("group_name"),
                        row.getString("title"),
                        Fate.valueOf(row.getString("fate")),
                        row.getLong("changes")))
                .toList();
    }

    Optional<Place> last(List<TitleChange> page) {
        return page.isEmpty()
                ? Optional.empty()
                : Optional.of(new Place(
                        page.getLast().subject(),
                        page.getLast().title(),
                        page.getLast().cycle()));
    }

    void clear(UUID job) {
        sql.update("delete from title_change where job = $1", job);
    }

    private static TitleChange read(Row row) {
        return new TitleChange(
                row.getLong("subject"),
                row.getString("title"),
                row.getInteger("cycle"),
                Fate.valueOf(row.getString("fate")),
                row.getString("set_id"),
                row.getString("set_version"),
                row.getString("level_before"),
                row.getString("level_after"),
                row.getString("ended"),
                row.getString("ended_state"),
                row.getString("awarded"),
                row.getString("unit"),
                row.getString("group_name"),
                row.getString("why"));
    }
}
