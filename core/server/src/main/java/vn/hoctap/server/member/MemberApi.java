package vn.hoctap.server.member;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Page;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.subject.Subject;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.Subjects;
import vn.hoctap.server.title.TitleRecord;

/** Who belongs to a collective, over HTTP: those of its members whom the caller may see. */
public final class MemberApi {
    private final Members members;
    private final Subjects subjects;

    public MemberApi(Members members, Subjects subjects) {
        this.members = members;
        this.subjects = subjects;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("getMembers", this::list);
    }

    private void list(RoutingContext context) {
        String id = Objects.requireNonNull(context.pathParam("id"));
        Caller caller = Caller.of(context);
        SubjectPlaces places = subjects.places(List.of(id)).get(id);
        List<String> paths = places == null ? List.of() : places.paths();
        Scope.demand(caller, Action.READ, id, paths);
        Subject collective = subjects.find(id).orElseThrow(() -> Problem.notFound("There is no subject " + id + "."));
        Page page = Page.of(context);
        MemberQuery query =
                MemberQuery.on(day(context), reach(caller, paths), page.fetch()).after(page.after());
        page.send(context, members.of(collective, query), Member::id, MemberApi::shown);
    }

    /** @param paths of the collective */
    public static Reach reach(Caller caller, List<String> paths) {
        return Scope.knowsHousehold(caller, paths) ? new Reach.All() : Scope.reach(caller, Action.READ);
    }

    private LocalDate day(RoutingContext context) {
        try {
            return Optional.ofNullable(context.queryParams().get("on"))
                    .map(LocalDate::parse)
                    .orElseGet(subjects::today);
        } catch (DateTimeException noDay) {
            throw Problem.invalid("/query/on", "on must be a day written yyyy-mm-dd.");
        }
    }

    private static Map<String, @Nullable Object> shown(Member member) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", member.id());
        json.put("kind", member.kind().slug());
        json.put("name", member.name());
        json.put("from", member.from());
        json.put("to", member.to());
        json.put("counted", member.counted());
        json.put("titles", member.titles().stream().map(MemberApi::title).toList());
        return json;
    }

    private static Map<String, @Nullable Object> title(TitleRecord title) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("title", title.title());
        json.put("level", title.level());
        json.put("cycle", title.cycle());
        json.put("serial", title.serial());
        json.put("validUntil", title.validUntil());
        return json;
    }
}
