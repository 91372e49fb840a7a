package vn.hoctap.server.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact.Source;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.evidence.EvidenceStore;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Page;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Swift;
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
    private static final String PLAIN = "hoctap.plain";

    private final Sql sql;
    private final NamedEvidence named;
    private final Subjects subjects;
    private final Courses courses;
    private final EvidenceStore evidence;
    private final Activities activities;
    private final Owners owners;
    private final Recording recording;
    private final PlainRecording plain;
    private final InstantSource clock;

    public ActivityApi(
            Sql sql,
            Subjects subjects,
            Courses courses,
            EvidenceStore evidence,
            Recording recording,
            InstantSource clock) {
        this.sql = sql;
        this.named = new NamedEvidence(subjects);
        this.subjects = subjects;
        this.courses = courses;
        this.evidence = evidence;
        this.activities = new Activities(sql, subjects.secrets());
        this.owners = new Owners(sql, subjects);
        this.recording = recording;
        this.plain = new PlainRecording(subjects, courses, recording, clock);
        this.clock = clock;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "recordActivities", new Recorded(),
                "listActivities", this::list,
                "verifyActivity", this::verify,
                "withdrawActivity", this::withdraw,
                "withdrawActivitySaying", this::withdrawSaying);
    }

    private final class Recorded implements Swift {
        @Override
        public boolean answers(RoutingContext context, byte[] body) {
            PlainActivities sent = read(context, body);
            if (sent == null) {
                return false;
            }
            Optional<Future<List<Answer>>> recorded = plain.record(Caller.of(context), sent);
            recorded.ifPresent(answers -> send(context, answers));
            return recorded.isPresent();
        }

        /** Once for each request, though it may be asked again where it may wait. Null when in doubt. */
        private @Nullable PlainActivities read(RoutingContext context, byte[] body) {
            PlainActivities known = context.get(PLAIN);
            PlainActivities sent = known == null ? PlainActivities.read(body).orElse(null) : known;
            context.put(PLAIN, sent);
            return sent;
        }

        /** Nobody waits: where many send single activities, to put a thread to sleep costs more than the activity. */
        private void send(RoutingContext context, Future<List<Answer>> recorded) {
            Context request = context.vertx().getOrCreateContext();
            recorded.onComplete(done -> request.runOnContext(back -> {
                if (done.failed()) {
                    context.fail(done.cause());
                } else {
                    Answer.send(context, done.result());
                }
            }));
        }

        @Override
        public void handle(RoutingContext context) {
            Answer.send(context, record(Caller.of(context), Json.body(context)));
        }
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
        Map<String, SubjectPlaces> places = places(sent);
        Callers callers = new Callers(caller, faults, places);
        Instant now = clock.instant();
        List<Source.Kind> kinds = sent.stream()
                .map(activity -> {
                    activity.check(now);
                    return callers.kind(activity);
                })
                .toList();
        Proofs proofs = new Proofs(evidence);
        proofs.check(sent, places, faults);
        faults.refuse();
        List<RecordFact> commands = sent.stream()
                .map(activity -> activity.command(
                        kinds.get(activity.index()),
                        TimedId.next(clock),
                        activity.course().flatMap(courses::find)))
                .toList();
        for (int i = 0; i < commands.size() && !proofs.isEmpty(); i++) {
            RecordFact command = commands.get(i);
            proofs.attach(
                    i, Objects.requireNonNull(places.get(command.subject())).key(), command.id());
        }
        try {
            return recording.record(named.sealed(sql, commands, places), caller.name(), faults::pointer);
        } catch (Problem refused) {
            proofs.undo();
            throw refused;
        }
    }

    private Map<String, SubjectPlaces> places(List<ActivityBody> sent) {
        return subjects.places(
                sent.stream().map(ActivityBody::subject).distinct().toList());
    }

    private void list(RoutingContext context) {
        SubjectPlaces subject = owners.subject(
                Objects.requireNonNull(context.queryParams().get("subject")), Caller.of(context), Action.READ);
        Page page = Page.of(context);
        String state = context.queryParams().get("state");
        List<RecordedActivity> list = new Proven(evidence).of(subject, activities.list(subject, state, page));
        page.send(context, list, Activities::cursor, activity -> activity);
    }

    /** A decision may be replaced by whoever knows of it; of two who decide at once, the first is believed. */
    private void verify(RoutingContext context) {
        JsonNode body = Json.body(context);
        MarkKind kind = MarkKind.of(body.get("decision").textValue());
        Optional<String> reason = Faults.text(body, "reason");
        if (kind == MarkKind.REJECTED && reason.isEmpty()) {
            throw Problem.invalid("/reason", "Say why the activity is rejected; the person will read it.");
        }
        Caller caller = Caller.of(context);
        String id = Objects.requireNonNull(context.pathParam("id"));
        SubjectPlaces subject = owners.of(context, caller, Action.VERIFY);
        boolean first = !activities.decided(subject, id);
        act(context, new Mark(subject.id(), id, kind, reason.orElse(null), first), kind);
    }

    private void withdraw(RoutingContext context) {
        if (context.queryParams().contains("reason")) {
            throw Problem.invalid(
                    "/query/reason",
                    "A reason does not belong into an address; POST {\"reason\": \"…\"} to "
                            + context.request().path() + "/withdrawal instead.");
        }
        withdraw(context, Optional.empty());
    }

    private void withdrawSaying(RoutingContext context) {
        withdraw(context, Faults.text(Json.body(context), "reason"));
    }

    private void withdraw(RoutingContext context, Optional<String> reason) {
        Caller caller = Caller.of(context);
        String id = Objects.requireNonNull(context.pathParam("id"));
        SubjectPlaces subject = owners.of(context, caller, Action.RECORD);
        Source.Kind source = activities
                .source(subject, id)
                .orElseThrow(() -> Problem.notFound("There is no activity " + id + " of this subject."));
        Scope.demandWithdrawal(caller, source, subject.id(), subject.paths());
        act(context, new Mark(subject.id(), id, MarkKind.WITHDRAWN, reason.orElse(null)), MarkKind.WITHDRAWN);
    }

    private void act(RoutingContext context, Mark mark, MarkKind done) {
        Json.send(context, 200, recording.act(mark, Caller.of(context).name(), done.slug()));
    }
}
