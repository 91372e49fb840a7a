package vn.hoctap.server.assessment;

import io.vertx.core.MultiMap;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.evidence.Question;
import vn.hoctap.server.evidence.Questions;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.learner.Person;

/** Asks back: only about what waits for a decision, and one question at a time. */
public record Inquiry(Sql sql, Questions questions) {

    /**
     * @throws Problem 404 when there is no such activity, 409 when it was decided about or is asked about already
     */
    Question ask(long subject, String fact, String text, String by) {
        int source = sql.first("""
                        select f.source, exists (
                            select from fact_mark m where m.subject = f.subject and m.fact = f.id) as decided
                        from fact f where f.subject = $1 and f.id = $2""", subject, fact)
                .map(row -> row.getBoolean("decided") ? -1 : row.getShort("source"))
                .orElseThrow(() -> Problem.notFound("There is no activity " + fact + " of this subject."));
        if (source != 0) {
            throw Problem.conflict("The activity " + fact + " does not wait for a decision.");
        }
        return questions
                .ask(subject, fact, text, by)
                .orElseThrow(() -> Problem.conflict("A question about the activity " + fact + " is open already."));
    }

    /** What an officer typed: the activity's {@code id} and the {@code question}. */
    void ask(Person person, MultiMap form) {
        Scope.demand(person.caller(), Action.VERIFY, person.id(), person.paths());
        String text = form.get("question");
        String id = form.get("id");
        if (id == null
                || text == null
                || text.isBlank()
                || text.length() > Questions.LONGEST
                || text.indexOf('\0') >= 0) {
            throw Problem.badRequest("Say what you want to know of the activity.");
        }
        ask(person.subject().key(), id, text.strip(), person.caller().name());
    }
}
