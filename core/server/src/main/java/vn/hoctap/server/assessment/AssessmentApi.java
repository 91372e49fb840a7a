package vn.hoctap.server.assessment;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.Way.Assessor;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Problem.PointerError;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.ledger.Command.RecordAssessment;
import vn.hoctap.server.ledger.Faults;
import vn.hoctap.server.ledger.NamedEvidence;
import vn.hoctap.server.ledger.Recording;
import vn.hoctap.server.ledger.Recording.Answer;
import vn.hoctap.server.ledger.TimedId;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.Subjects;

/** Assessments over HTTP. Everything is answered after its commit. */
public final class AssessmentApi {
    private final Sql sql;
    private final Subjects subjects;
    private final Function<String, Optional<CriteriaSet>> sets;
    private final Recording recording;
    private final InstantSource clock;

    /** @param sets the published sets by id, in the version in force */
    public AssessmentApi(
            Sql sql,
            Subjects subjects,
            Function<String, Optional<CriteriaSet>> sets,
            Recording recording,
            InstantSource clock) {
        this.sql = sql;
        this.subjects = subjects;
        this.sets = sets;
        this.recording = recording;
        this.clock = clock;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("recordAssessments", this::record);
    }

    private void record(RoutingContext context) {
        Json.send(context, 200, record(Caller.of(context), Json.body(context)));
    }

    /**
     * Records what a caller sends, as the request would; answers after the commit.
     *
     * @param body of the described form: one assessment or an array
     * @throws Problem as the request is answered with
     */
    public List<Answer> record(Caller caller, JsonNode body) {
        Faults faults = new Faults(body);
        List<AssessmentBody> sent = new ArrayList<>();
        Faults.items(body).forEach(item -> sent.add(new AssessmentBody(item, sent.size(), faults)));
        Map<String, SubjectPlaces> places = subjects.places(
                sent.stream().map(AssessmentBody::subject).distinct().toList());
        Instant now = clock.instant();
        sent.forEach(assessment -> {
            demand(caller, assessment, places.get(assessment.subject()));
            assessment.check(now, sets.apply(assessment.set()).filter(set -> !set.isAbstract()));
        });
        faults.refuse();
        List<RecordAssessment> commands = sent.stream()
                .map(assessment -> assessment.command(TimedId.next(clock)))
                .toList();
        return recording.record(
                new NamedEvidence(subjects).sealed(sql, commands, places), caller.name(), faults::pointer);
    }

    static void demand(Caller caller, AssessmentBody assessment, @Nullable SubjectPlaces known) {
        Action action = assessment.by() == Assessor.APPRAISER ? Action.APPRAISE : Action.SELF_ASSESS;
        String subject = assessment.subject();
        if (known == null && Scope.mayEverywhere(caller, action)) {
            assessment
                    .faults()
                    .add(assessment.index(), "/subject", "There is no subject " + subject + "; enter it first.");
        } else if (known == null || !Scope.may(caller, action, subject, known.paths())) {
            String pointer =
                    assessment.faults().pointer(assessment.index(), action == Action.APPRAISE ? "/by" : "/subject");
            String detail = action == Action.APPRAISE
                    ? "Only an officer for " + subject + " may appraise."
                    : "You may not assess " + subject + ", or there is no such subject.";
            throw new Problem(403, "Not allowed", detail, List.of(new PointerError(pointer, detail)));
        }
    }
}
