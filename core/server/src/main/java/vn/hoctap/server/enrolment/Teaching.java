package vn.hoctap.server.enrolment;

import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import vn.hoctap.server.course.Course;
import vn.hoctap.server.course.CourseRights;
import vn.hoctap.server.course.CourseWords;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.course.Sessions;
import vn.hoctap.server.course.SkillNames;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Searches;
import vn.hoctap.server.learner.Records;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.subject.Subjects;

/** What the pages about courses and those who take part in them use together. */
public record Teaching(
        Courses courses,
        Sessions sessions,
        Enrolments enrolments,
        Grading grading,
        CourseRights rights,
        Subjects subjects,
        Records records,
        SkillNames skillNames,
        Supplier<OrgTree> tree,
        Searches searches) {

    /** @throws Problem 404 when the address names none */
    Course course(RoutingContext context) {
        String code = Objects.requireNonNull(context.pathParam("code"));
        return courses.find(code).orElseThrow(() -> Problem.notFound("There is no course " + code + "."));
    }

    CourseWords words(Words words) {
        return new CourseWords(words, skillNames, this::unit);
    }

    private Optional<String> unit(String id) {
        return tree.get().find(id).map(OrgUnit::name);
    }
}
