package vn.hoctap.server.subject;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaSet.Place;
import vn.hoctap.engine.progress.SubjectHistory.Stay;
import vn.hoctap.server.database.Sql;

/** Writes what is dated: attributes and stays. */
final class DatedRows {

    private record AttributeRow(long key, String name, LocalDate from, String value) {}

    private record StayRow(long key, Stay stay) {
        String place() {
            return slug(stay.place());
        }
    }

    private final Sql sql;
    private final String by;

    DatedRows(Sql sql, String by) {
        this.sql = sql;
        this.by = by;
    }

    /** A value holds until the next day for which there is one; a second value for the same day replaces the first. */
    void putAttributes(List<Change> changes) {
        List<AttributeRow> rows = new ArrayList<>();
        for (Change change : changes) {
            LocalDate from = change.content().from();
            change.content()
                    .attributes()
                    .forEach((name, value) -> rows.add(new AttributeRow(
                            change.key(),
                            name,
                            from,
                            AttributeValues.json(value).toString())));
        }
        if (rows.isEmpty()) {
            return;
        }
        sql.update(
                """
                insert into subject_attribute (subject, name, valid_from, value, recorded_by)
                select subject, name, valid_from, value::jsonb, $5
                from unnest($1::bigint[], $2::text[], $3::date[], $4::text[]) as t (subject, name, valid_from, value)
                on conflict (subject, name, valid_from) do update
                set value = excluded.value, recorded_at = now(), recorded_by = excluded.recorded_by""",
                Columns.numbers(rows, AttributeRow::key),
                Columns.texts(rows, AttributeRow::name),
                Columns.dates(rows, AttributeRow::from),
                Columns.texts(rows, AttributeRow::value),
                by);
    }

    /** The first stays of new subjects. */
    void putStays(List<Change> changes) {
        List<StayRow> rows = new ArrayList<>();
        for (Change change : changes) {
            add(rows, change, Place.RESIDENCE, change.content().residence());
            add(rows, change, Place.WORKPLACE, change.content().workplaces());
        }
        put(rows);
    }

    void changeStays(Change change) {
        changeStays(change, Place.RESIDENCE, change.content().residence());
        changeStays(change, Place.WORKPLACE, change.content().workplaces());
    }

    private void changeStays(Change change, Place place, @Nullable Set<String> units) {
        if (units == null) {
            return;
        }
        List<Stay> stays = sql
                .rows("delete from stay where subject = $1 and place = $2 returning *", change.key(), slug(place))
                .stream()
                .map(SubjectRows::stay)
                .toList();
        put(Stays.change(stays, place, units, change.content().from()).stream()
                .map(stay -> new StayRow(change.key(), stay))
                .toList());
    }

    /** The stays of subjects, by their keys, that are locked. */
    void replaceStays(Map<Long, List<Stay>> stays) {
        sql.update("delete from stay where subject = any($1)", (Object)
                stays.keySet().toArray(Long[]::new));
        put(stays.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(stay -> new StayRow(entry.getKey(), stay)))
                .toList());
    }

    private static void add(List<StayRow> rows, Change change, Place place, @Nullable Set<String> units) {
        if (units != null) {
            LocalDate from = change.content().from();
            units.forEach(unit -> rows.add(new StayRow(change.key(), new Stay(place, unit, from, null))));
        }
    }

    private void put(List<StayRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        sql.update(
                """
                insert into stay (subject, place, unit, valid_from, valid_to)
                select * from unnest($1::bigint[], $2::text[], $3::text[], $4::date[], $5::date[])""",
                Columns.numbers(rows, StayRow::key),
                Columns.texts(rows, StayRow::place),
                Columns.texts(rows, row -> row.stay().unit()),
                Columns.dates(rows, row -> row.stay().from()),
                Columns.dates(rows, row -> row.stay().to()));
    }

    private static String slug(Place place) {
        return place.name().toLowerCase(Locale.ROOT);
    }
}
