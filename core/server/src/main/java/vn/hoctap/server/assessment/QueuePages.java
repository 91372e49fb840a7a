package vn.hoctap.server.assessment;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.assessment.Queue.Decision;
import vn.hoctap.server.assessment.Queue.Item;
import vn.hoctap.server.assessment.Queue.Part;
import vn.hoctap.server.assessment.Queue.Query;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Link;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.learner.Actions;
import vn.hoctap.server.learner.Person;
import vn.hoctap.server.ledger.Recording.Answer;
import vn.hoctap.server.title.WonView;

/** The queue of an officer: what people said themselves, to be verified, rejected or asked about. */
public final class QueuePages {
    private static final int SHOWN = 10;

    private final Pages pages;
    private final Actions actions;
    private final QueueItems items;
    private final Queue queue;
    private final Inquiry inquiry;
    private final BulkPages bulk;

    public QueuePages(Pages pages, Sql sql, QueueItems items, Actions actions, Inquiry inquiry) {
        this.pages = pages;
        this.actions = actions;
        this.items = items;
        this.inquiry = inquiry;
        this.queue = new Queue(
                sql,
                items.units()::tree,
                items.subjects().names(),
                items.records().diary());
        this.bulk = new BulkPages(pages, items, actions);
    }

    public void mount(Router router) {
        pages.get(router, QueueQuery.HERE, this::show);
        pages.post(router, QueueQuery.HERE, this::verify);
        pages.post(router, QueueQuery.HERE + "/question", this::ask);
        bulk.mount(router);
    }

    private void verify(RoutingContext context) {
        MultiMap form = context.request().formAttributes();
        Person person = person(context, form);
        Answer answer = actions.verify(context, person);
        String taken = answer.status().equals(Actions.TAKEN)
                ? "&taken=" + OfficerPages.encoded(new Choice(person.id(), answer.id()).text())
                : "";
        Pages.redirect(context, back(form, Actions.outcome(context, answer).substring(1) + taken));
    }

    private void ask(RoutingContext context) {
        MultiMap form = context.request().formAttributes();
        inquiry.ask(person(context, form), form);
        Pages.redirect(context, back(form, "said=asked"));
    }

    private Person person(RoutingContext context, MultiMap form) {
        return Person.other(items.subjects(), context, Objects.requireNonNullElse(form.get("subject"), ""));
    }

    /** To the part and place that the officer came from. */
    private static String back(MultiMap form, String more) {
        QueueQuery from = QueueQuery.of(form);
        return from.address(from.part()) + "&" + more;
    }

    private void show(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.VERIFY);
        Words words = pages.words(context);
        QueueQuery asked = QueueQuery.of(context.queryParams());
        Reach all = Scope.reach(caller, Action.VERIFY);
        Reach reach = asked.where().reach(all, items.units().tree());
        List<Item> found = queue.list(new Query(asked.part(), reach, caller.name()), asked.after(), SHOWN + 1);
        List<Item> shown = found.subList(0, Math.min(SHOWN, found.size()));
        long todo = queue.count(Part.WAITING, reach);
        QueueView view = new QueueView(
                words.get("queue.title"),
                todo == 0 ? words.get("queue.none") : words.get("queue.sentence", todo),
                asked.part().slug(),
                parts(words, asked, todo, queue.count(Part.ASKED, reach)),
                asked.where().options(words, all, items.units().tree()),
                asked.part() == Part.WAITING && shown.size() > 1,
                words.get("queue.empty." + asked.part().slug()),
                items.of(words, asked.part(), shown),
                said(words, caller, context.queryParams()),
                won(words, caller, context.queryParams().get("won")),
                found.size() > SHOWN ? asked.next(shown.getLast().cursor()) : null,
                asked.after().isPresent() ? asked.address(asked.part()) : null);
        if (view.won() != null) {
            Pages.showTop(context);
        }
        pages.show(context, "officer/queue", words.get("queue.title"), view);
    }

    private static List<Link> parts(Words words, QueueQuery asked, long todo, long open) {
        return Arrays.stream(Part.values())
                .map(part -> new Link(
                        asked.address(part),
                        words.get("queue.part." + part.slug(), part == Part.WAITING ? todo : open),
                        part == asked.part()))
                .toList();
    }

    /** What the last action did; when somebody else was faster, who and when. */
    private @Nullable String said(Words words, Caller caller, MultiMap query) {
        if (query.contains("verified")) {
            return bulk.said(words, query);
        }
        return Optional.ofNullable(query.get("taken"))
                .flatMap(Choice::of)
                .flatMap(choice -> taken(words, caller, choice))
                .orElseGet(() -> QueueQuery.said(words, query.get("said")));
    }

    private Optional<String> taken(Words words, Caller caller, Choice choice) {
        return items.subjects().places(List.of(choice.subject())).values().stream()
                .filter(place -> Scope.may(caller, Action.VERIFY, place.id(), place.paths()))
                .findFirst()
                .flatMap(place ->
                        queue.decision(place.key(), choice.activity()).map(decision -> taken(words, caller, decision)));
    }

    private static String taken(Words words, Caller caller, Decision decision) {
        return decision.by().equals(caller.name())
                ? words.get("said." + decision.mark())
                : words.get("queue.taken." + decision.mark(), decision.by(), words.moment(decision.at()));
    }

    /** The title that the last verification earned; it must be of somebody whom the officer may see. */
    private @Nullable WonView won(Words words, Caller caller, @Nullable String serial) {
        return Optional.ofNullable(serial)
                .flatMap(items.records()::title)
                .filter(title -> items.subjects().places(List.of(title.subject())).values().stream()
                        .anyMatch(p -> Scope.may(caller, Action.READ, title.subject(), p.paths())))
                .flatMap(title -> items.subjects()
                        .find(title.subject())
                        .map(subject -> items.records().titleViews(words).won(title, subject.name(), false)))
                .orElse(null);
    }
}
