package vn.hoctap.server.orgunit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.hoctap.server.database.Sql;

/** Counts whom a reorganisation concerns. It only reads. */
final class Survey {
    private static final int SHOWN = 200;

    /** Of a collective that ends with its unit. */
    record Ending(String subject, String title, String level, int cycle) {}

    /** A role for a unit, as people's accounts had it the last time. */
    record Granted(String role, String unit, long accounts) {}

    /** A provider's key for a unit. */
    record Keyed(String id, String name, String unit) {}

    private final Sql sql;

    Survey(Sql sql) {
        this.sql = sql;
    }

    /** Who lives or works at one of these units after the day, by kind of subject. */
    Map<String, Long> moving(Plan plan) {
        return counts("""
                select kind, count(*) as number from subject where erased_at is null and key in (
                    select subject from stay where unit = any($1) and (valid_to is null or valid_to > $2))
                group by kind order by kind""", plan.moves().keySet().toArray(String[]::new), plan.effective());
    }

    /** Who ever lived or worked in one of these units, or is one of them, by kind of subject. */
    Map<String, Long> concerned(Collection<String> units) {
        return counts("""
                select kind, count(*) as number from subject where erased_at is null and (org_unit = any($1)
                    or key in (select subject from stay where unit = any($1)))
                group by kind order by kind""", (Object) units.toArray(String[]::new));
    }

    private Map<String, Long> counts(String query, Object... arguments) {
        Map<String, Long> counts = new LinkedHashMap<>();
        sql.rows(query, arguments).forEach(row -> counts.put(row.getString("kind"), row.getLong("number")));
        return counts;
    }

    /** Titles in force of those concerned, by title. */
    Map<String, Long> titles(Collection<String> units) {
        Map<String, Long> titles = new LinkedHashMap<>();
        sql.rows("""
                        select title, count(*) as number from title t
                        where state in ('AWARDED', 'RECOGNISED') and (valid_until is null or valid_until > now())
                            and subject in (select key from subject where org_unit = any($1)
                                union select subject from stay where unit = any($1))
                        group by title order by title""", (Object) units.toArray(String[]::new))
                .forEach(row -> titles.put(row.getString("title"), row.getLong("number")));
        return titles;
    }

    /** Titles in force of the communities and working units that end. */
    List<Ending> ending(Collection<String> units) {
        return sql.rows("""
                        select s.id, t.title, t.level, t.cycle from title t join subject s on s.key = t.subject
                        where s.org_unit = any($1) and t.state in ('AWARDED', 'RECOGNISED')
                            and (t.valid_until is null or t.valid_until > now())
                        order by s.id, t.title, t.cycle limit $2""", units.toArray(String[]::new), SHOWN).stream()
                .map(row -> new Ending(
                        row.getString("id"),
                        row.getString("title"),
                        row.getString("level") == null ? "" : row.getString("level"),
                        row.getInteger("cycle")))
                .toList();
    }

    List<Granted> granted(Collection<String> units) {
        return sql.rows("""
                        select split_part(entry, '@', 1) as role, substr(entry, position('@' in entry) + 1) as unit,
                            count(*) as number
                        from account, unnest(string_to_array(acts_for, ' ')) entry
                        where substr(entry, position('@' in entry) + 1) = any($1)
                        group by 1, 2 order by 2, 1""", (Object) units.toArray(String[]::new)).stream()
                .map(row -> new Granted(row.getString("role"), row.getString("unit"), row.getLong("number")))
                .toList();
    }

    List<Keyed> keyed(Collection<String> units) {
        return sql.rows("""
                        select id, name, org_unit from provider where org_unit = any($1) and revoked_at is null
                        order by id""", (Object) units.toArray(String[]::new)).stream()
                .map(row -> new Keyed(row.getString("id"), row.getString("name"), row.getString("org_unit")))
                .toList();
    }
}
