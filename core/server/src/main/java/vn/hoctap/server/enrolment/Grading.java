package vn.hoctap.server.enrolment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import vn.hoctap.server.course.CourseRights;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.enrolment.Enrolments.Update;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Problem.PointerError;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.Subjects;
import vn.hoctap.server.title.TitleRecord;

/**
 * Says how people's courses went: of many at once, all or none. Completions are recorded in the ledger first; should the
 * program be interrupted then, the facts already complete their enrolments.
 */
public final class Grading {
    private final Enrolments enrolments;
    private final Subjects subjects;
    private final Courses courses;
    private final CourseRights rights;
    private final Completions completions;

    public Grading(
            Enrolments enrolments, Subjects subjects, Courses courses, CourseRights rights, Completions completions) {
        this.enrolments = enrolments;
        this.subjects = subjects;
        this.courses = courses;
        this.rights = rights;
        this.completions = completions;
    }

    /** @param titles newly won; named at the last enrolment of the person */
    record Graded(Enrolment enrolment, List<TitleRecord> titles) {}

    /** One of the request with what is known of it. */
    record Item(int index, Grade grade, Enrolment known) {}

    /**
     * In the order of the grades.
     *
     * @param pointers to the place of a grade in the request
     * @throws Problem 403 when one of them is not the caller's to say, 404 when one is unknown, 409 when one contradicts
     *     what is known; nothing is recorded then
     */
    List<Graded> grade(Caller caller, List<Grade> grades, IntFunction<String> pointers) {
        List<Item> items = items(grades);
        demand(caller, items);
        check(items, pointers);
        Map<String, List<TitleRecord>> titles = new LinkedHashMap<>();
        Map<String, String> facts = completions.record(caller, items, pointers, titles::put);
        enrolments.update(
                items.stream()
                        .filter(item -> changes(item, facts))
                        .map(item -> update(item, facts))
                        .toList(),
                caller.name());
        Map<String, Enrolment> now =
                enrolments.find(items.stream().map(item -> item.known().id()).toList());
        return items.stream()
                .map(item -> item.known().id())
                .map(id ->
                        new Graded(Optional.ofNullable(now.get(id)).orElseThrow(), titles.getOrDefault(id, List.of())))
                .toList();
    }

    private List<Item> items(List<Grade> grades) {
        Map<String, Enrolment> known =
                enrolments.find(grades.stream().map(Grade::enrolment).toList());
        List<Item> items = new ArrayList<>();
        for (Grade grade : grades) {
            Enrolment enrolment = Optional.ofNullable(known.get(grade.enrolment()))
                    .orElseThrow(() -> Problem.notFound("There is no enrolment " + grade.enrolment() + "."));
            items.add(new Item(items.size(), grade, enrolment));
        }
        return items;
    }

    private void demand(Caller caller, List<Item> items) {
        Map<String, SubjectPlaces> places = subjects.places(
                items.stream().map(item -> item.known().subject()).distinct().toList());
        for (Item item : items) {
            String subject = item.known().subject();
            List<String> paths = Optional.ofNullable(places.get(subject))
                    .map(SubjectPlaces::paths)
                    .orElse(List.of());
            Scope.demand(caller, item.grade().cancels() ? Action.ENROL : Action.GRADE, subject, paths);
            if (!item.grade().cancels()) {
                courses.find(item.known().course()).ifPresent(course -> rights.demand(caller, course));
            }
        }
    }

    private static void check(List<Item> items, IntFunction<String> pointers) {
        List<PointerError> faults = new ArrayList<>();
        for (Item item : items) {
            fault(item).ifPresent(detail -> faults.add(new PointerError(pointers.apply(item.index()), detail)));
        }
        if (!faults.isEmpty()) {
            String detail = faults.size() == 1
                    ? faults.getFirst().detail()
                    : faults.size() + " faults; nothing was stored. Each is named under errors.";
            throw new Problem(409, "Conflict", detail, faults);
        }
    }

    private static Optional<String> fault(Item item) {
        State before = item.known().state();
        Optional<State> wanted = item.grade().state();
        if (before == State.CANCELLED && !item.grade().cancels()) {
            return Optional.of("The enrolment is cancelled; enrol the person again.");
        }
        if (before != State.COMPLETED || item.grade().completes()) {
            return Optional.empty();
        }
        if (wanted.filter(state -> state == State.IN_PROGRESS).isEmpty()) {
            return Optional.of("The course is completed; set IN_PROGRESS first, which withdraws the completion.");
        }
        return item.known().elsewhere()
                ? Optional.of("The course is completed by the activity "
                        + item.known().fact() + ", which came from elsewhere; withdraw that one.")
                : Optional.empty();
    }

    private static boolean changes(Item item, Map<String, String> facts) {
        Update update = update(item, facts);
        Enrolment known = item.known();
        return update.state() != known.state()
                || update.progress() != known.progress()
                || facts.containsKey(known.id());
    }

    private static Update update(Item item, Map<String, String> facts) {
        Enrolment known = item.known();
        Grade grade = item.grade();
        if (grade.completes()) {
            return new Update(
                    known.id(), State.COMPLETED, 100, known.session(), facts.getOrDefault(known.id(), known.fact()));
        }
        int before = known.state() == State.COMPLETED ? 0 : known.progress();
        int progress = grade.progress().orElse(before);
        State moved = known.state() == State.ENROLLED && progress > 0 ? State.IN_PROGRESS : known.state();
        return new Update(known.id(), grade.state().orElse(moved), progress, known.session(), null);
    }
}
