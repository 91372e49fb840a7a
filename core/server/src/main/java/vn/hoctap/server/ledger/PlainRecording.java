package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact.Source;
import vn.hoctap.server.course.Course;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.ledger.Command.RecordFact;
import vn.hoctap.server.ledger.Recording.Answer;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.Subjects;

/**
 * Records requests in which nothing can be wrong that is known before the ledger: without a tree, mostly without a query. At
 * the least doubt it does nothing, and {@link ActivityApi#record} decides.
 */
final class PlainRecording {
    private final Subjects subjects;
    private final Courses courses;
    private final Recording recording;
    private final InstantSource clock;

    PlainRecording(Subjects subjects, Courses courses, Recording recording, InstantSource clock) {
        this.subjects = subjects;
        this.courses = courses;
        this.recording = recording;
        this.clock = clock;
    }

    /**
     * Completes after the commit, on any thread, or fails with a {@link vn.hoctap.server.http.Problem}; empty when there was
     * doubt, and nothing was recorded.
     */
    Optional<Future<List<Answer>>> record(Caller caller, PlainActivities sent) {
        return commands(caller, sent).map(commands -> recording.later(commands, caller.name(), sent::pointer));
    }

    /** Empty when one of them may be refused. */
    Optional<List<RecordFact>> commands(Caller caller, PlainActivities sent) {
        List<SubjectPlaces> places = subjects.rememberedPlaces(sent.subjects()).orElse(null);
        if (places == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        List<RecordFact> commands = new ArrayList<>(places.size());
        for (int i = 0; i < places.size(); i++) {
            PlainActivity activity = sent.all().get(i);
            Source.Kind kind = kind(caller, activity, places.get(i));
            if (kind == null || !activity.sound(now)) {
                return Optional.empty();
            }
            String madeId = activity.id() == null ? TimedId.next(clock) : "";
            commands.add(activity.command(kind, madeId, course(activity)));
        }
        return Optional.of(commands);
    }

    /** Null when he may not, or {@link Callers} must look. */
    private static Source.@Nullable Kind kind(Caller caller, PlainActivity activity, SubjectPlaces subject) {
        if (!Scope.may(caller, Action.RECORD, subject.id(), subject.paths())) {
            return null;
        }
        Source.Kind kind = Scope.sourceKind(caller, subject.id(), subject.paths());
        return activity.type().equals(Callers.STATUS) && kind != Source.Kind.OFFICER ? null : kind;
    }

    private @Nullable Course course(PlainActivity activity) {
        String code = activity.course();
        return code == null ? null : courses.find(code).orElse(null);
    }
}
