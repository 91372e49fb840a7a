package vn.hoctap.server.assessment;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.assessment.People.Count;
import vn.hoctap.server.assessment.People.Found;
import vn.hoctap.server.assessment.People.Query;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Cycles;
import vn.hoctap.server.http.Link;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.identity.Searches;
import vn.hoctap.server.learner.Records;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.orgunit.OrgUnits;
import vn.hoctap.server.subject.Subjects;

/** The families, clans, communities and units in an officer's part: which hold a title, and what the others lack. */
public final class CollectivesPages {
    private static final String HERE = CollectivesQuery.HERE;
    private static final int SHOWN = 20;

    private final Pages pages;
    private final OrgUnits units;
    private final People people;
    private final CollectiveRows rows;
    private final Searches searches;

    public CollectivesPages(
            Pages pages, Sql sql, Subjects subjects, OrgUnits units, Records records, Searches searches) {
        this.pages = pages;
        this.units = units;
        this.people = new People(sql, subjects);
        this.rows = new CollectiveRows(records, subjects);
        this.searches = searches;
    }

    public void mount(Router router) {
        pages.get(router, HERE, this::list);
        pages.post(router, HERE, this::search);
    }

    private void search(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.READ);
        CollectivesQuery asked = CollectivesQuery.of(context.request().formAttributes(), Searches.typed(context));
        Pages.redirect(context, asked.address(searches.parameter(caller, asked.text()), Optional.empty()));
    }

    private void list(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.READ);
        Words words = pages.words(context);
        OrgTree tree = units.tree();
        CollectivesQuery asked = CollectivesQuery.of(context.queryParams(), searches.of(context));
        Reach all = Scope.reach(caller, Action.READ);
        Query query = asked.query(all, tree);
        List<Found> found = people.find(query, SHOWN + 1);
        List<Found> shown = found.subList(0, Math.min(SHOWN, found.size()));
        String search = searches.parameter(caller, asked.text());
        long count = people.count(query);
        CollectivesView view = new CollectivesView(
                words.get("people.kicker", Integer.toString(asked.cycle()), OfficerPages.part(words, tree, all)),
                sentence(words, query),
                Cycles.links(CollectivesQuery.address(asked.kind()), asked.cycle()),
                kinds(words, asked),
                Integer.toString(asked.cycle()),
                asked.kind().slug(),
                asked.text(),
                words.get("collective.search.example." + asked.kind().slug()),
                asked.where().options(words, all, tree),
                asked.statuses(words),
                count == 0
                        ? words.get("collective.found.none")
                        : words.get("collective.found." + asked.kind().slug(), count),
                rows.of(words, tree, shown, asked.cycle()),
                add(words, caller, asked.kind()),
                found.size() > SHOWN
                        ? asked.address(search, Optional.of(shown.getLast().id()))
                        : null,
                asked.after().isPresent() ? asked.address(search, Optional.empty()) : null);
        pages.show(context, "officer/collectives", words.get("collective.title"), view);
    }

    private String sentence(Words words, Query query) {
        Count count = people.count(query.reach(), query.kind(), query.cycle());
        return words.get("collective.sentence." + query.kind().slug(), count.held(), count.all());
    }

    private static List<Link> kinds(Words words, CollectivesQuery asked) {
        String year = asked.cycle() == Cycles.now() ? "" : "&cycle=" + asked.cycle();
        return CollectivesQuery.KINDS.stream()
                .map(kind -> new Link(
                        CollectivesQuery.address(kind) + year, words.get("kind." + kind.slug()), kind == asked.kind()))
                .toList();
    }

    private static @Nullable Link add(Words words, Caller caller, SubjectKind kind) {
        return NewCollectivePages.KINDS.contains(kind) && Scope.maySomewhere(caller, Action.EDIT)
                ? new Link(NewCollectivePages.address(kind), words.get("collective.add." + kind.slug()))
                : null;
    }
}
