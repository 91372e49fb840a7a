package vn.hoctap.server.ledger;

import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.Way.Assessor;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;

/** The assessments that count now. */
public final class LatestAssessments {

    /** What an assessment is about; it counts in whichever set of the title judges. */
    public record About(String subject, String title, int cycle, String indicator, Assessor by) {}

    public record Given(String id, Rational points) {}

    private LatestAssessments() {}

    /** Where nothing was given yet, there is none. */
    public static Map<About, Given> read(Sql sql, List<About> keys) {
        Map<About, Given> latest = new HashMap<>();
        sql.rows(
                        """
                        select distinct on (s.id, a.title, a.cycle, a.indicator, a.assessor)
                            s.id as subject_id, a.title, a.cycle, a.indicator, a.assessor, a.id, a.points
                        from unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[])
                            u(subject, title, cycle, indicator, assessor)
                        join subject s on s.id = u.subject
                        join assessment a on a.subject = s.key and a.title = u.title and a.cycle = u.cycle
                            and a.indicator = u.indicator and a.assessor = u.assessor
                        order by s.id, a.title, a.cycle, a.indicator, a.assessor, a.recorded_at desc, a.id desc""",
                        Columns.of(keys, String[]::new, About::subject),
                        Columns.of(keys, String[]::new, About::title),
                        Columns.of(keys, Integer[]::new, About::cycle),
                        Columns.of(keys, String[]::new, About::indicator),
                        Columns.of(keys, String[]::new, key -> key.by().name().toLowerCase(Locale.ROOT)))
                .forEach(row ->
                        latest.put(key(row), new Given(row.getString("id"), Rational.parse(row.getString("points")))));
        return latest;
    }

    private static About key(Row row) {
        return new About(
                row.getString("subject_id"),
                row.getString("title"),
                row.getInteger("cycle"),
                row.getString("indicator"),
                Assessor.valueOf(row.getString("assessor").toUpperCase(Locale.ROOT)));
    }
}
