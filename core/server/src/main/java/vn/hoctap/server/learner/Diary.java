package vn.hoctap.server.learner;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.hoctap.api.Fact.Source;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.Way.Assessor;
import vn.hoctap.server.course.Course;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.database.Sql;

/** What people did and what points they were given, as pages list it. Safe for use from any thread. */
public final class Diary {
    /** More than anybody does in some years; a page that showed more would help nobody. */
    private static final int LIMIT = 500;

    /** The latest of verified and rejected counts, unless the fact was withdrawn. */
    static final String MARK = """
            left join lateral (select mark, reason from fact_mark m where m.subject = f.subject and m.fact = f.id
                order by mark = 'withdrawn' desc, seq desc limit 1) m on true""";

    private static final Source.Kind[] SOURCES = {
        Source.Kind.SELF, Source.Kind.CENTER, Source.Kind.LMS, Source.Kind.OFFICER
    };

    /** Points that somebody gave. */
    public record Given(String id, String indicator, Assessor by, Rational points, Instant at) {}

    private final Sql sql;
    private final Courses courses;

    public Diary(Sql sql, Courses courses) {
        this.sql = sql;
        this.courses = courses;
    }

    /** By id, the newest first. */
    public Map<String, Activity> activities(long subject) {
        return sql
                .rows(
                        "select f.*, m.mark, m.reason from fact f " + MARK
                                + " where f.subject = $1 order by ended_at desc, recorded_at desc, f.id limit " + LIMIT,
                        subject)
                .stream()
                .map(this::activity)
                .collect(Collectors.toMap(Activity::id, a -> a, (one, other) -> one, LinkedHashMap::new));
    }

    public Optional<Activity> find(long subject, String id) {
        return sql.first(
                        "select f.*, m.mark, m.reason from fact f " + MARK + " where f.subject = $1 and f.id = $2",
                        subject,
                        id)
                .map(this::activity);
    }

    /** Those of a title and cycle, the newest first. */
    public List<Given> given(long subject, String title, int cycle) {
        return sql.rows("""
                        select id, indicator, assessor, points, recorded_at from assessment a
                        where subject = $1 and title = $2 and cycle = $3 and not exists (select from fact_mark m
                            where m.subject = a.subject and m.fact = a.id and m.mark = 'withdrawn')
                        order by recorded_at desc, id desc limit\s""" + LIMIT, subject, title, cycle).stream()
                .map(row -> new Given(
                        row.getString("id"),
                        row.getString("indicator"),
                        row.getString("assessor").equals("self") ? Assessor.SELF : Assessor.APPRAISER,
                        Rational.parse(row.getString("points")),
                        row.getOffsetDateTime("recorded_at").toInstant()))
                .toList();
    }

    /** @param row a fact's columns with its {@code mark} and {@code reason} */
    public Activity activity(Row row) {
        Source.Kind source = SOURCES[row.getShort("source")];
        String hours = row.getString("hours");
        return new Activity(
                row.getString("id"),
                row.getString("type"),
                title(row),
                row.getOffsetDateTime("ended_at").toInstant(),
                Optional.ofNullable(hours).map(Rational::parse),
                source,
                Activity.State.of(row.getString("mark"), source),
                row.getString("reason"));
    }

    private String title(Row row) {
        String title = row.getString("title");
        String course = row.getString("course");
        if (title != null || course == null) {
            return title == null ? row.getString("type") : title;
        }
        return courses.find(course).map(Course::title).orElse(course);
    }
}
