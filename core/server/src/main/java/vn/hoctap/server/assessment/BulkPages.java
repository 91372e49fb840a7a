package vn.hoctap.server.assessment;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.learner.Actions;
import vn.hoctap.server.learner.Activity;
import vn.hoctap.server.learner.ActivityViews;
import vn.hoctap.server.learner.Person;
import vn.hoctap.server.ledger.Recording.Answer;

/** Several activities verified at once, after one look at all of them. */
final class BulkPages {
    private static final String PATH = QueueQuery.HERE + "/bulk";

    /** As many as a page of the queue shows, with room. */
    private static final int MAX = 50;

    private final Pages pages;
    private final QueueItems items;
    private final Actions actions;

    BulkPages(Pages pages, QueueItems items, Actions actions) {
        this.pages = pages;
        this.items = items;
        this.actions = actions;
    }

    void mount(Router router) {
        pages.post(router, PATH, this::bulk);
    }

    private record Chosen(Person person, Activity activity) {}

    private void bulk(RoutingContext context) {
        MultiMap form = context.request().formAttributes();
        List<Chosen> chosen = form.getAll("item").stream()
                .distinct()
                .limit(MAX)
                .flatMap(text -> Choice.of(text).stream())
                .flatMap(choice -> chosen(context, choice).stream())
                .toList();
        if (chosen.isEmpty()) {
            Pages.redirect(context, QueueQuery.HERE);
        } else if (form.contains("confirmed")) {
            verify(context, chosen);
        } else {
            confirm(context, chosen);
        }
    }

    private Optional<Chosen> chosen(RoutingContext context, Choice choice) {
        Person person = Person.other(items.subjects(), context, choice.subject());
        Scope.demand(person.caller(), Action.VERIFY, person.id(), person.paths());
        return items.records()
                .diary()
                .find(person.subject().key(), choice.activity())
                .map(activity -> new Chosen(person, activity));
    }

    private void confirm(RoutingContext context, List<Chosen> chosen) {
        Words words = pages.words(context);
        BulkView view = new BulkView(
                words.get("queue.bulk.question", chosen.size()),
                chosen.stream()
                        .map(one -> new BulkView.Item(
                                new Choice(one.person().id(), one.activity().id()).text(),
                                one.person().subject().name(),
                                one.activity().title(),
                                ActivityViews.detail(words, one.activity())))
                        .toList());
        pages.show(context, "officer/bulk", words.get("queue.title"), view);
    }

    /** One by one: what somebody else has decided about meanwhile does not hold up the others. */
    private void verify(RoutingContext context, List<Chosen> chosen) {
        List<Answer> answers = new ArrayList<>();
        for (Chosen one : chosen) {
            answers.add(actions.verify(one.person(), one.activity().id()));
        }
        long taken = answers.stream()
                .filter(answer -> answer.status().equals(Actions.TAKEN))
                .count();
        long titles =
                answers.stream().mapToLong(answer -> answer.titles().size()).sum();
        Pages.redirect(
                context,
                QueueQuery.HERE + "?verified=" + (answers.size() - taken) + "&missed=" + taken + "&titles=" + titles);
    }

    String said(Words words, MultiMap query) {
        String said = words.get("queue.bulk.done", number(query, "verified"));
        if (number(query, "missed") > 0) {
            said += " " + words.get("queue.bulk.missed", number(query, "missed"));
        }
        return number(query, "titles") == 0
                ? said
                : said + " " + words.get("queue.bulk.titles", number(query, "titles"));
    }

    private static long number(MultiMap query, String name) {
        String text = query.get(name);
        return text != null && text.matches("[0-9]{1,3}") ? Long.parseLong(text) : 0;
    }
}
