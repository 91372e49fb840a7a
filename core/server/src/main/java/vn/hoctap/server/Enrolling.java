package vn.hoctap.server;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.hoctap.server.course.CourseApi;
import vn.hoctap.server.course.CourseFormPages;
import vn.hoctap.server.course.CoursePages;
import vn.hoctap.server.course.CourseRights;
import vn.hoctap.server.course.SessionApi;
import vn.hoctap.server.course.SessionFormPages;
import vn.hoctap.server.course.Sessions;
import vn.hoctap.server.course.SkillNames;
import vn.hoctap.server.enrolment.Completions;
import vn.hoctap.server.enrolment.CoursePage;
import vn.hoctap.server.enrolment.EnrolmentApi;
import vn.hoctap.server.enrolment.Enrolments;
import vn.hoctap.server.enrolment.Grading;
import vn.hoctap.server.enrolment.MyCoursesPage;
import vn.hoctap.server.enrolment.PeoplePages;
import vn.hoctap.server.enrolment.Teaching;
import vn.hoctap.server.enrolment.TeachingPages;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.learner.Records;
import vn.hoctap.server.ledger.ActivityApi;
import vn.hoctap.server.ledger.Recording;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.skill.Skills;

/** Courses, their sessions and those who take part, as they are reached from outside. */
record Enrolling(Core core, Sessions sessions, CourseRights rights, Enrolments enrolments, Grading grading) {

    static Enrolling of(Core core, ActivityApi activities, Recording recording) {
        Sessions sessions = new Sessions(core.database());
        CourseRights rights = new CourseRights(id ->
                core.units().tree().find(id).map(unit -> core.units().tree().path(unit.id())));
        Enrolments enrolments = new Enrolments(core.database(), core.subjects(), core.clock());
        Completions completions =
                new Completions(core.database(), core.subjects(), sessions, activities, recording, core.clock());
        Grading grading = new Grading(enrolments, core.subjects(), core.courses(), rights, completions);
        return new Enrolling(core, sessions, rights, enrolments, grading);
    }

    Map<String, Handler<RoutingContext>> operations() {
        Map<String, Handler<RoutingContext>> operations = new HashMap<>();
        List.of(
                        new CourseApi(core.courses(), sessions, rights, core.clock()).operations(),
                        new SessionApi(core.courses(), sessions, rights, core.clock()).operations(),
                        new EnrolmentApi(enrolments, grading, core.subjects(), core.courses(), rights).operations())
                .forEach(operations::putAll);
        return operations;
    }

    void mount(Router router, Pages pages, Records records) {
        SkillNames names = new SkillNames(new Skills(core::registry)::frameworks);
        Teaching teaching = new Teaching(
                core.courses(),
                sessions,
                enrolments,
                grading,
                rights,
                core.subjects(),
                records,
                names,
                core.units()::tree,
                core.searches());
        new CoursePages(
                        pages,
                        core.courses(),
                        sessions,
                        names,
                        id -> core.units().tree().find(id).map(OrgUnit::name),
                        core.clock())
                .mount(router);
        new CoursePage(pages, teaching, core.clock()).mount(router);
        new MyCoursesPage(pages, teaching, core.clock()).mount(router);
        new TeachingPages(pages, teaching, core.clock()).mount(router);
        new PeoplePages(pages, teaching).mount(router);
        new CourseFormPages(pages, core.courses(), rights, core.units()::tree).mount(router);
        new SessionFormPages(pages, core.courses(), sessions, rights, core.clock()).mount(router);
    }
}
