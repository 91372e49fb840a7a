package vn.hoctap.server.enrolment;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import vn.hoctap.server.course.Course;
import vn.hoctap.server.course.CourseRights;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.enrolment.Enrolments.Entered;
import vn.hoctap.server.enrolment.Enrolments.Entry;
import vn.hoctap.server.enrolment.Grading.Graded;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Page;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.ledger.Faults;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.Subjects;

/** Enrolments over HTTP. */
public final class EnrolmentApi {
    private final Enrolments enrolments;
    private final Grading grading;
    private final Subjects subjects;
    private final Courses courses;
    private final CourseRights rights;

    public EnrolmentApi(
            Enrolments enrolments, Grading grading, Subjects subjects, Courses courses, CourseRights rights) {
        this.enrolments = enrolments;
        this.grading = grading;
        this.subjects = subjects;
        this.courses = courses;
        this.rights = rights;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "createEnrolment", this::create,
                "listEnrolments", this::list,
                "getEnrolment", this::get,
                "patchEnrolment", this::patch,
                "patchEnrolments", this::patchAll);
    }

    private void create(RoutingContext context) {
        Caller caller = Caller.of(context);
        JsonNode body = Json.body(context);
        String id = body.get("subject").textValue();
        SubjectPlaces subject = subject(caller, id, Action.ENROL);
        String code = body.get("course").textValue();
        Course course =
                courses.find(code).orElseThrow(() -> Problem.invalid("/course", "There is no course " + code + "."));
        Entry entry = new Entry(
                subject.key(), course, Faults.text(body, "session"), !caller.is(id) && rights.manages(caller, course));
        try {
            Entered entered = enrolments.enrol(entry, caller.name());
            Json.send(context, entered.made() ? 201 : 200, EnrolmentJson.of(find(entered.id())));
        } catch (Refused refused) {
            throw refused.problem();
        }
    }

    /** Of one person everything; otherwise of the people whom the caller may see. */
    private void list(RoutingContext context) {
        Caller caller = Caller.of(context);
        MultiMap asked = context.queryParams();
        Optional<String> subject = Optional.ofNullable(asked.get("subject"));
        subject.ifPresent(id -> subject(caller, id, Action.READ));
        Page page = Page.of(context);
        List<Enrolment> found = enrolments.list(new EnrolmentQuery(
                subject.isPresent() ? new Reach.All() : Scope.reach(caller, Action.READ),
                subject,
                Optional.ofNullable(asked.get("course")),
                Optional.ofNullable(asked.get("session")),
                State.of(asked.get("state")),
                page.after(),
                page.fetch()));
        page.send(context, found, Enrolment::id, EnrolmentJson::of);
    }

    private void get(RoutingContext context) {
        Caller caller = Caller.of(context);
        String id = id(context);
        Enrolment enrolment = enrolments
                .find(id)
                .filter(known -> Scope.may(caller, Action.READ, known.subject(), paths(known.subject())))
                .orElseThrow(() -> Problem.notFound("There is no enrolment " + id + " that you may see."));
        Json.send(context, 200, EnrolmentJson.of(enrolment, null, enrolments.history(id)));
    }

    private void patch(RoutingContext context) {
        Caller caller = Caller.of(context);
        Faults faults = new Faults(Json.body(context));
        Grade grade = new GradeBody(Json.body(context), 0, faults).read(id(context));
        faults.refuse();
        Json.send(
                context,
                200,
                shown(grading.grade(caller, List.of(grade), i -> faults.pointer(i, ""))
                        .getFirst()));
    }

    private void patchAll(RoutingContext context) {
        Caller caller = Caller.of(context);
        JsonNode body = Json.body(context);
        Faults faults = new Faults(body);
        List<Grade> grades = new ArrayList<>();
        Set<String> once = new HashSet<>();
        for (JsonNode item : Faults.items(body)) {
            String id = item.get("id").textValue();
            if (!once.add(id)) {
                faults.add(grades.size(), "/id", "The enrolment " + id + " is named twice.");
            }
            grades.add(new GradeBody(item, grades.size(), faults).read(id));
        }
        faults.refuse();
        List<Graded> graded = grading.grade(caller, grades, i -> faults.pointer(i, ""));
        Json.send(context, 200, graded.stream().map(EnrolmentApi::shown).toList());
    }

    private static EnrolmentJson shown(Graded graded) {
        return EnrolmentJson.of(graded.enrolment(), graded.titles(), null);
    }

    private Enrolment find(String id) {
        return enrolments.find(id).orElseThrow();
    }

    private static String id(RoutingContext context) {
        return Objects.requireNonNull(context.pathParam("id"));
    }

    private List<String> paths(String subject) {
        return Optional.ofNullable(subjects.places(List.of(subject)).get(subject))
                .map(SubjectPlaces::paths)
                .orElse(List.of());
    }

    private SubjectPlaces subject(Caller caller, String id, Action action) {
        SubjectPlaces subject = subjects.places(List.of(id)).get(id);
        Scope.demand(caller, action, id, subject == null ? List.of() : subject.paths());
        if (subject == null) {
            throw Problem.notFound("There is no subject " + id + ".");
        }
        return subject;
    }
}
