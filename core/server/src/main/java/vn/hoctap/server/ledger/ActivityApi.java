package vn.hoctap.server.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import vn.hoctap.api.Fact.Source;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Page;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.ledger.Command.Mark;
import vn.hoctap.server.ledger.Command.RecordFact;
import vn.hoctap.server.ledger.Recording.Answer;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.Subjects;

/** Activities over HTTP. Everything is answered after its commit. */
public final class ActivityApi {
    private final Subjects subjects;
    private final Courses courses;
    private final Activities activities;
    private final Recording recording;
    private final InstantSource clock;

    public ActivityApi(Sql sql, Subjects subjects, Courses courses, Recording recording, InstantSource clock) {
        this.subjects = subjects;
        this.courses = courses;
        this.activities = new Activities(sql);
        this.recording = recording;
        this.clock = clock;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "recordActivities", this::record,
                "listActivities", this::list,
                "verifyActivity", this::verify,
                "withdrawActivity", this::withdraw);
    }

    private void record(RoutingContext context) {
        Json.send(context, 200, record(Caller.of(context), Json.body(context)));
    }

    /**
     * Records what a caller sends, as the request would; answers after the commit.
     *
     * @param body of the described form: one activity or an array
     * @throws Problem as the request is answered with
     */
    public List<Answer> record(Caller caller, JsonNode body) {
        Faults faults = new Faults(body);
        List<ActivityBody> sent = new ArrayList<>();
        Faults.items(body).forEach(item -> sent.add(new ActivityBody(item, sent.size(), faults)));
        Callers callers = new Callers(caller, faults, places(sent));
        Instant now = clock.instant();
        List<Source.Kind> kinds = sent.stream()
                .map(activity -> {
                    activity.check(now);
                    return callers.kind(activity);
                })
                .toList();
        faults.refuse();
        List<RecordFact> commands = sent.stream()
                .map(activity -> activity.command(
                        kinds.get(activity.index()),
                        TimedId.next(clock),
                        activity.course().flatMap(courses::find)))
                .toList();
        return recording.record(commands, caller.name(), faults::pointer);
    }

    private Map<String, SubjectPlaces> places(List<ActivityBody> sent) {
        return subjects.places(
                sent.stream().map(ActivityBody::subject).distinct().toList());
    }

    private void list(RoutingContext context) {
        SubjectPlaces subject =
                subject(Objects.requireNonNull(context.queryParams().get("subject")), Caller.of(context), Action.READ);
        Page page = Page.of(context);
        String state = context.queryParams().get("state");
        page.send(context, activities.list(subject, state, page), Activities::cursor, activity -> activity);
    }

    private void verify(RoutingContext context) {
        JsonNode body = Json.body(context);
        MarkKind kind = MarkKind.of(body.get("decision").textValue());
        Optional<String> reason = Faults.text(body, "reason");
        if (kind == MarkKind.REJECTED && reason.isEmpty()) {
            throw Problem.invalid("/reason", "Say why the activity is rejected; the person will read it.");
        }
        Caller caller = Caller.of(context);
        String id = Objects.requireNonNull(context.pathParam("id"));
        SubjectPlaces subject = owner(context, caller, Action.VERIFY);
        act(context, new Mark(subject.id(), id, kind, reason.orElse(null)), kind);
    }

    /** Nobody withdraws what somebody more trusted has said. */
    private void withdraw(RoutingContext context) {
        Caller caller = Caller.of(context);
        String id = Objects.requireNonNull(context.pathParam("id"));
        SubjectPlaces subject = owner(context, caller, Action.RECORD);
        Source.Kind source = activities
                .source(subject, id)
                .orElseThrow(() -> Problem.notFound("There is no activity " + id + " of this subject."));
        if (source.compareTo(Scope.sourceKind(caller, subject.id(), subject.paths())) > 0) {
            throw Problem.forbidden("Only an officer, or who recorded it, may withdraw this activity.");
        }
        String reason = context.queryParams().get("reason");
        act(context, new Mark(subject.id(), id, MarkKind.WITHDRAWN, reason), MarkKind.WITHDRAWN);
    }

    private void act(RoutingContext context, Mark mark, MarkKind done) {
        Json.send(context, 200, recording.act(mark, Caller.of(context).name(), done.slug()));
    }

    /** Whose activity the address names. */
    private SubjectPlaces owner(RoutingContext context, Caller caller, Action action) {
        String named = context.queryParams().get("subject");
        if (named != null) {
            return subject(named, caller, action);
        }
        Scope.demandPossible(caller, action);
        String id = Objects.requireNonNull(context.pathParam("id"));
        List<SubjectPlaces> owners = subjects.places(activities.subjectsOf(id)).values().stream()
                .filter(owner -> Scope.may(caller, action, owner.id(), owner.paths()))
                .toList();
        if (owners.size() > 1) {
            throw Problem.invalid("/query/subject", "Several subjects have an activity " + id + "; name one.");
        }
        return owners.stream()
                .findFirst()
                .orElseThrow(() -> Problem.notFound("There is no activity " + id + " that you may change."));
    }

    private SubjectPlaces subject(String id, Caller caller, Action action) {
        SubjectPlaces subject = subjects.places(List.of(id)).get(id);
        Scope.demand(caller, action, id, subject == null ? List.of() : subject.paths());
        if (subject == null) {
            throw Problem.notFound("There is no subject " + id + ".");
        }
        return subject;
    }
}
