package vn.hoctap.server.assessment;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
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

    private record Chosen(Person person, Activity activity) {
        boolean mayBeVerified() {
            return person.rights().verify();
        }
    }

    private void bulk(RoutingContext context) {
        MultiMap form = context.request().formAttributes();
        List<Chosen> ticked = form.getAll("item").stream()
                .distinct()
                .limit(MAX)
                .flatMap(text -> Choice.of(text).stream())
                .flatMap(choice -> chosen(context, choice).stream())
                .toList();
        List<Chosen> chosen = ticked.stream().filter(Chosen::mayBeVerified).toList();
        if (ticked.isEmpty()) {
            Pages.redirect(context, QueueQuery.HERE);
        } else if (chosen.isEmpty()) {
            throw Problem.forbidden("You may verify none of these activities.");
        } else if (form.contains("confirmed")) {
            verify(context, chosen, ticked.size() - chosen.size());
        } else {
            confirm(context, chosen, ticked.size() - chosen.size());
        }
    }

    private Optional<Chosen> chosen(RoutingContext context, Choice choice) {
        Person person = Person.other(items.subjects(), context, choice.subject());
        return items.records()
                .diary()
                .find(person.subject().key(), choice.activity())
                .map(activity -> new Chosen(person, activity));
    }

    /** @param closed how many were ticked of his own, his household, or whom he speaks for */
    private void confirm(RoutingContext context, List<Chosen> chosen, int closed) {
        Words words = pages.words(context);
        BulkView view = new BulkView(
                words.get("queue.bulk.question", chosen.size()),
                chosen.stream()
                        .map(one -> new BulkView.Item(
                                new Choice(one.person().id(), one.activity().id()).text(),
                                one.person().subject().name(),
                                one.activity().title(),
                                ActivityViews.detail(words, one.activity())))
                        .toList(),
                closed == 0 ? null : words.get("queue.bulk.closed", closed));
        pages.show(context, "officer/bulk", words.get("queue.title"), view);
    }

    /** One by one: what somebody else has decided about meanwhile does not hold up the others. */
    private void verify(RoutingContext context, List<Chosen> chosen, int closed) {
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
                QueueQuery.HERE + "?verified=" + (answers.size() - taken) + "&missed=" + taken + "&closed=" + closed
                        + "&titles=" + titles);
    }

    String said(Words words, MultiMap query) {
        String said = words.get("queue.bulk.done", number(query, "verified"));
        if (number(query, "missed") > 0) {
            said += " " + words.get("queue.bulk.missed", number(query, "missed"));
        }
        if (number(query, "closed") > 0) {
            said += " " + words.get("queue.bulk.closed", number(query, "closed"));
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
