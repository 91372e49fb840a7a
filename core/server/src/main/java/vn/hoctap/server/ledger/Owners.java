package vn.hoctap.server.ledger;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.Subjects;

/** Whose activity a request is about: the address names the activity, and the subject only where that is ambiguous. */
public final class Owners {
    /** An activity's id is one subject's; more than a few that share one are somebody's numbering from 1. */
    private static final int MAX_NAMESAKES = 10;

    private final Sql sql;
    private final Subjects subjects;

    public Owners(Sql sql, Subjects subjects) {
        this.sql = sql;
        this.subjects = subjects;
    }

    /**
     * The owner of the activity {@code {id}} of the path.
     *
     * @throws Problem 403 or 404 when the caller may not do this to anybody who has such an activity
     */
    public SubjectPlaces of(RoutingContext context, Caller caller, Action action) {
        String named = context.queryParams().get("subject");
        if (named != null) {
            return subject(named, caller, action);
        }
        Scope.demandPossible(caller, action);
        String id = Objects.requireNonNull(context.pathParam("id"));
        List<SubjectPlaces> owners = subjects.places(subjectsOf(id)).values().stream()
                .filter(owner -> Scope.may(caller, action, owner.id(), owner.paths()))
                .toList();
        if (owners.size() > 1) {
            throw Problem.invalid("/query/subject", "Several subjects have an activity " + id + "; name one.");
        }
        return owners.stream()
                .findFirst()
                .orElseThrow(() -> Problem.notFound("There is no activity " + id + " that you may change."));
    }

    private List<String> subjectsOf(String id) {
        return sql
                .rows(
                        "select s.id from fact f join subject s on s.key = f.subject where f.id = $1 limit $2",
                        id,
                        MAX_NAMESAKES)
                .stream()
                .map(row -> row.getString("id"))
                .toList();
    }

    SubjectPlaces subject(String id, Caller caller, Action action) {
        SubjectPlaces subject = subjects.places(List.of(id)).get(id);
        Scope.demand(caller, action, id, subject == null ? List.of() : subject.paths());
        if (subject == null) {
            throw Problem.notFound("There is no subject " + id + ".");
        }
        return subject;
    }
}
