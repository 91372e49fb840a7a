package vn.hoctap.server.subject;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Page;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.RateLimit;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.identity.Searches;

/** People and collectives over HTTP. A change is answered once all that follows from it is done. */
public final class SubjectApi {
    private static final int CONFLICT = 409;
    private static final String SEARCH = "/api/v1/subjects/search";

    private final Subjects subjects;
    private final Consequences consequences;
    private final Searches searches;
    private final RateLimit guesses;

    /** @param guesses for accounts that want to give people ids that others have, elsewhere */
    public SubjectApi(Subjects subjects, Consequences consequences, Searches searches, RateLimit guesses) {
        this.subjects = subjects;
        this.consequences = consequences;
        this.searches = searches;
        this.guesses = guesses;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "listSubjects", this::list,
                "searchSubjects", this::search,
                "getSubject", this::get,
                "createSubject", this::create,
                "patchSubject", this::patch);
    }

    private void list(RoutingContext context) {
        Optional<String> text = searches.demand(context, SEARCH);
        send(context, text, "");
    }

    /** The first page; the next one is read from the list, whose address carries the search sealed. */
    private void search(RoutingContext context) {
        String text = Json.body(context).get("q").textValue().strip();
        send(context, Optional.of(text), searches.parameter(Caller.of(context), text));
    }

    private void send(RoutingContext context, Optional<String> text, String more) {
        Page page = Page.of(context);
        SubjectQuery query = new SubjectQuery(
                text,
                parameter(context, "orgUnit"),
                parameter(context, "kind"),
                parameter(context, "group"),
                page.after(),
                page.fetch());
        List<Subject> found = subjects.list(Scope.reach(Caller.of(context), Action.READ), query);
        page.search(
                context,
                new Page.Found<>(found, Subject::id, subject -> SubjectJson.of(subject, subjects.today())),
                more);
    }

    private void get(RoutingContext context) {
        Subject subject = demand(context, Action.READ);
        Json.send(context, 200, SubjectJson.whole(subject, subjects.today()));
    }

    private void create(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.EDIT);
        NewSubject subject = new SubjectBody(Json.body(context), subjects.tree(), subjects.today()).created();
        Scope.demand(caller, Action.EDIT, subject.id(), paths(subject.content()));
        boolean chosen = Json.body(context).hasNonNull("id");
        if (chosen) {
            guesses.demandRoom(context, caller.name());
        }
        create(context, subject);
        follow(subject.id(), subject.content(), caller);
        context.response().putHeader("Location", context.request().path() + "/" + subject.id());
        send(context, 201, subject.id());
    }

    /** Who is known elsewhere is told as for any other deed there; whoever tries many ids in vain must wait. */
    private void create(RoutingContext context, NewSubject subject) {
        Caller caller = Caller.of(context);
        try {
            subjects.create(List.of(subject), caller.name());
        } catch (Problem refused) {
            SubjectPlaces known = subjects.places(List.of(subject.id())).get(subject.id());
            if (known == null) {
                throw counted(context, refused);
            }
            if (refused.status() != CONFLICT || Scope.may(caller, Action.READ, subject.id(), known.paths())) {
                throw refused;
            }
            guesses.demand(context, caller.name());
            Scope.demand(caller, Action.EDIT, subject.id(), known.paths());
        }
    }

    private void patch(RoutingContext context) {
        Subject subject = demand(context, Action.EDIT);
        Caller caller = Caller.of(context);
        SubjectChange change = new SubjectBody(Json.body(context), subjects.tree(), subjects.today()).changed(subject);
        if (change.nationalId() != null || change.identities() != null) {
            guesses.demandRoom(context, caller.name());
        }
        try {
            subjects.change(subject.id(), change, caller.name());
        } catch (Problem refused) {
            throw counted(context, refused);
        }
        follow(subject.id(), change, caller);
        send(context, 200, subject.id());
    }

    /** Somebody has the national ID or the identity already, whoever and wherever: whoever tries many must wait. */
    private Problem counted(RoutingContext context, Problem refused) {
        if (refused.status() == CONFLICT) {
            guesses.demand(context, Caller.of(context).name());
        }
        return refused;
    }

    private void follow(String id, SubjectChange change, Caller caller) {
        if (change.mattersToJudgement()) {
            consequences.judge(List.of(id), caller.name());
        }
        if (change.identities() != null) {
            consequences.identify(id, caller.name());
        }
    }

    private void send(RoutingContext context, int status, String id) {
        Subject subject = subjects.find(id).orElseThrow();
        Json.send(context, status, SubjectJson.whole(subject, subjects.today()));
    }

    /** The subject in the path, when the caller may do this to it. */
    private Subject demand(RoutingContext context, Action action) {
        String id = Objects.requireNonNull(context.pathParam("id"));
        SubjectPlaces places = subjects.places(List.of(id)).get(id);
        Scope.demand(Caller.of(context), action, id, places == null ? List.of() : places.paths());
        return subjects.find(id).orElseThrow(() -> Problem.notFound("There is no subject " + id + "."));
    }

    private Collection<String> paths(SubjectChange content) {
        return Stream.concat(units(content.residence()), units(content.workplaces()))
                .map(subjects.tree()::path)
                .toList();
    }

    private static Stream<String> units(@Nullable Set<String> units) {
        return units == null ? Stream.empty() : units.stream();
    }

    private static Optional<String> parameter(RoutingContext context, String name) {
        return Optional.ofNullable(context.queryParams().get(name));
    }
}
