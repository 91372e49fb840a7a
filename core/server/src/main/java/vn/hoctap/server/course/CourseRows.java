package vn.hoctap.server.course;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.vertx.sqlclient.Row;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact.Skill;
import vn.hoctap.api.Rational;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.subject.SearchText;

/** Courses in the database. */
final class CourseRows {
    private static final TypeReference<List<Skill>> SKILLS = new TypeReference<>() {};

    private final Sql sql;

    CourseRows(Sql sql) {
        this.sql = sql;
    }

    List<Course> all() {
        return sql.rows("select *, hours::text as hours_text, skills::text as skills_text from course").stream()
                .map(CourseRows::read)
                .toList();
    }

    void put(Collection<Course> courses) {
        sql.update(
                """
                insert into course (code, title, title_search, provider, hours, skills, description, mode, url, retired)
                select code, title, title_search, provider, hours::numeric, skills::jsonb, description, mode, url,
                    retired::boolean
                from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                        $8::text[], $9::text[], $10::text[])
                    as t (code, title, title_search, provider, hours, skills, description, mode, url, retired)
                order by code
                on conflict (code) do update set title = excluded.title, title_search = excluded.title_search,
                    provider = excluded.provider, hours = excluded.hours, skills = excluded.skills,
                    description = excluded.description, mode = excluded.mode, url = excluded.url,
                    retired = excluded.retired, updated_at = now()""",
                texts(courses, Course::code),
                texts(courses, Course::title),
                texts(courses, course -> SearchText.of(course.title())),
                texts(courses, Course::provider),
                texts(courses, course -> course.hours() == null ? null : exact(course.hours())),
                texts(courses, course -> Json.text(course.skills())),
                texts(courses, Course::description),
                texts(courses, course -> CourseJson.of(course).mode()),
                texts(courses, Course::url),
                texts(courses, course -> Boolean.toString(course.retired())));
    }

    private static Course read(Row row) {
        String hours = row.getString("hours_text");
        return new Course(
                row.getString("code"),
                row.getString("title"),
                row.getString("provider"),
                hours == null ? null : Rational.of(hours),
                skills(row.getString("skills_text")),
                row.getString("description"),
                CourseMode.of(row.getString("mode")).orElse(null),
                row.getString("url"),
                row.getBoolean("retired"));
    }

    private static List<Skill> skills(String json) {
        try {
            return Json.mapper().readValue(json, SKILLS);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String exact(Rational hours) {
        return new BigDecimal(hours.toString()).toPlainString();
    }

    private static String[] texts(Collection<Course> courses, Function<Course, @Nullable String> text) {
        return courses.stream().map(text).toArray(String[]::new);
    }
}
