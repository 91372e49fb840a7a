package vn.hoctap.server.assessment;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.evidence.Evidence;
import vn.hoctap.server.evidence.EvidenceStore;
import vn.hoctap.server.evidence.Question;
import vn.hoctap.server.evidence.Questions;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Problem.PointerError;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.ledger.Owners;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.Subjects;

/** Questions about activities over HTTP: asked by who may verify, answered by who may record. */
public final class QuestionApi {
    private final Questions questions;
    private final EvidenceStore store;
    private final Owners owners;
    private final Inquiry inquiry;

    public QuestionApi(Sql sql, Subjects subjects, Questions questions, EvidenceStore store) {
        this.questions = questions;
        this.store = store;
        this.owners = new Owners(sql, subjects);
        this.inquiry = new Inquiry(sql, questions);
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("askQuestion", this::ask, "listQuestions", this::list, "answerQuestion", this::answer);
    }

    private void list(RoutingContext context) {
        SubjectPlaces subject = owners.of(context, Caller.of(context), Action.READ);
        Json.send(context, 200, Map.of("items", questions.of(subject.key(), List.of(fact(context)))));
    }

    private void ask(RoutingContext context) {
        Caller caller = Caller.of(context);
        SubjectPlaces subject = owners.of(context, caller, Action.VERIFY);
        String text = Json.body(context).get("text").textValue().strip();
        Question asked = inquiry.ask(subject.key(), fact(context), text, caller.name());
        Json.send(context, 201, asked);
    }

    private void answer(RoutingContext context) {
        Caller caller = Caller.of(context);
        SubjectPlaces subject = owners.of(context, caller, Action.RECORD);
        JsonNode body = Json.body(context);
        String text = body.get("text").textValue().strip();
        List<UUID> evidence = evidence(body.path("evidence"), subject);
        long seq = Long.parseLong(Objects.requireNonNull(context.pathParam("seq")));
        Question answered = questions
                .answer(subject.key(), fact(context), seq, text, caller.name())
                .or(() -> repeated(subject, fact(context), seq, text))
                .orElseThrow(() -> Problem.conflict("There is no open question " + seq + " about this activity."));
        store.attach(subject.key(), fact(context), evidence);
        Json.send(context, 200, answered);
    }

    /** The same answer again is the same answer. */
    private Optional<Question> repeated(SubjectPlaces subject, String fact, long seq, String text) {
        return questions.of(subject.key(), List.of(fact)).stream()
                .filter(question -> question.seq() == seq && text.equals(question.answer()))
                .findFirst();
    }

    private List<UUID> evidence(JsonNode sent, SubjectPlaces subject) {
        List<PointerError> errors = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            UUID id = Evidence.named(sent.get(i).path("url").asText(""))
                    .filter(named -> store.find(named).stream().anyMatch(one -> one.subject() == subject.key()))
                    .orElse(null);
            if (id == null) {
                errors.add(new PointerError(
                        "/evidence/" + i + "/url",
                        "This is no evidence of the subject; send the file to /api/v1/evidence?subject= first."));
            } else {
                ids.add(id);
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return ids;
    }

    private static String fact(RoutingContext context) {
        return Objects.requireNonNull(context.pathParam("id"));
    }
}
