package vn.hoctap.server.title;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Page;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.Subjects;

/** Titles over HTTP. */
public final class TitleApi {
    private static final Set<String> ENDED = Set.of("WITHDRAWN", "SUPERSEDED");

    /** Takes a title away in the name of a person; returns after the commit. */
    @FunctionalInterface
    public interface Withdrawal {
        void withdraw(TitleRecord title, String reason, String by);
    }

    private final Titles titles;
    private final Subjects subjects;
    private final Withdrawal withdrawal;

    public TitleApi(Titles titles, Subjects subjects, Withdrawal withdrawal) {
        this.titles = titles;
        this.subjects = subjects;
        this.withdrawal = withdrawal;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("getTitles", this::list, "getTitle", this::get, "withdrawTitle", this::withdraw);
    }

    private void list(RoutingContext context) {
        String id = Objects.requireNonNull(context.pathParam("id"));
        SubjectPlaces subject = subjects.places(List.of(id)).get(id);
        Scope.demand(Caller.of(context), Action.READ, id, subject == null ? List.of() : subject.paths());
        if (subject == null) {
            throw Problem.notFound("There is no subject " + id + ".");
        }
        Page page = Page.of(context);
        List<TitleRecord> all = titles.of(id);
        page.send(context, part(all, page), TitleRecord::serial, title -> title);
    }

    private static List<TitleRecord> part(List<TitleRecord> all, Page page) {
        int from = page.after().map(serial -> indexAfter(all, serial)).orElse(0);
        return all.subList(from, Math.min(all.size(), from + page.fetch()));
    }

    private static int indexAfter(List<TitleRecord> all, String serial) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).serial().equals(serial)) {
                return i + 1;
            }
        }
        throw Problem.invalid("/query/after", "after must be the cursor from the Link header of the page before.");
    }

    private void get(RoutingContext context) {
        Json.send(context, 200, demand(context, Action.READ));
    }

    private void withdraw(RoutingContext context) {
        TitleRecord title = demand(context, Action.WITHDRAW_TITLE);
        if (ENDED.contains(title.state())) {
            throw Problem.conflict("The title is " + title.state() + " already.");
        }
        String reason = Json.body(context).get("reason").textValue().strip();
        withdrawal.withdraw(title, reason, Caller.of(context).name());
        Json.send(context, 200, titles.find(title.serial()).orElseThrow());
    }

    /** The title in the path, when the caller may do this to the one who holds it. */
    private TitleRecord demand(RoutingContext context, Action action) {
        Caller caller = Caller.of(context);
        TitleRecord title =
                titles.find(Objects.requireNonNull(context.pathParam("serial"))).orElse(null);
        if (title == null) {
            throw Problem.notFound("There is no such title, or you may not see it.");
        }
        SubjectPlaces holder = subjects.places(List.of(title.subject())).get(title.subject());
        List<String> paths = holder == null ? List.of() : holder.paths();
        if (!Scope.may(caller, Action.READ, title.subject(), paths)) {
            throw Problem.notFound("There is no such title, or you may not see it.");
        }
        Scope.demand(caller, action, title.subject(), paths);
        return title;
    }
}
