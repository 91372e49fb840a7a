package vn.hoctap.server.learner;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.evidence.Question;
import vn.hoctap.server.evidence.Questions;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Uploads.Form;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.learner.Activity.State;
import vn.hoctap.server.learner.Attachments.Came;
import vn.hoctap.server.learner.Inquiries.Answer;
import vn.hoctap.server.subject.Subjects;

/** One activity: its evidence, more of it while it waits, and the answers to what an officer asks. */
public final class ActivityPages {
    private final Pages pages;
    private final Subjects subjects;
    private final Records records;
    private final Proofs proofs;
    private final Inquiries inquiries;
    private final Attachments attachments;

    public ActivityPages(
            Pages pages,
            Subjects subjects,
            Records records,
            Proofs proofs,
            Inquiries inquiries,
            Attachments attachments) {
        this.pages = pages;
        this.subjects = subjects;
        this.records = records;
        this.proofs = proofs;
        this.inquiries = inquiries;
        this.attachments = attachments;
    }

    public void mount(Router router) {
        mount(router, Person.ME, context -> Person.me(subjects, context));
        mount(router, Person.OTHERS + "/:id", context -> Person.other(subjects, context));
    }

    private void mount(Router router, String base, Function<RoutingContext, Person> whom) {
        pages.get(router, base + "/activity", context -> {
            Person person = whom.apply(context);
            show(context, 200, person, find(person, context.queryParams().get("id")), Came.NOTHING, null);
        });
        pages.upload(router, base + "/activity/evidence", context -> add(context, recording(whom.apply(context))));
        pages.upload(router, base + "/activity/answer", context -> answer(context, recording(whom.apply(context))));
    }

    private static Person recording(Person person) {
        Scope.demand(person.caller(), Action.RECORD, person.id(), person.paths());
        return person;
    }

    private Activity find(Person person, @Nullable String id) {
        return records.diary()
                .find(person.subject().key(), Objects.requireNonNullElse(id, ""))
                .orElseThrow(() -> Problem.notFound("There is no such activity."));
    }

    private void add(RoutingContext context, Person person) {
        try (Form form = attachments.receive(context)) {
            Activity activity = find(person, form.fields().get("id"));
            demandWaiting(activity);
            Came came = attachments.take(person, activity.id(), form);
            if (!came.fit()) {
                show(context, came.status(), person, activity, came, null);
                return;
            }
            attachments.attach(person, activity.id(), came);
            Pages.redirect(context, ActivityViews.href(person.base(), activity) + "&said=evidence");
        }
    }

    private void answer(RoutingContext context, Person person) {
        try (Form form = attachments.receive(context)) {
            Activity activity = find(person, form.fields().get("id"));
            demandWaiting(activity);
            Question question = question(person, activity, form.fields().get("seq"));
            String text =
                    Objects.requireNonNullElse(form.fields().get("answer"), "").strip();
            Came came = attachments.take(person, activity.id(), form);
            String wrong = wrong(pages.words(context), text, came);
            if (!wrong.isEmpty() || !came.fit()) {
                int status = came.fit() ? 400 : came.status();
                show(
                        context,
                        status,
                        person,
                        activity,
                        Came.NOTHING,
                        new Typed(question, new Answer(text, wrong, came)));
                return;
            }
            attachments.attach(person, activity.id(), came);
            String said = text.isEmpty() ? pages.words(context).get("question.see") : text;
            inquiries
                    .questions()
                    .answer(
                            person.subject().key(),
                            activity.id(),
                            question.seq(),
                            said,
                            person.caller().name());
            Pages.redirect(context, ActivityViews.href(person.base(), activity) + "&said=answered");
        }
    }

    private static String wrong(Words words, String text, Came came) {
        if (text.length() > Questions.LONGEST || text.indexOf('\0') >= 0) {
            return words.get("question.wrong.long", Questions.LONGEST);
        }
        return text.isEmpty() && came.isEmpty() ? words.get("question.wrong.empty") : "";
    }

    private static void demandWaiting(Activity activity) {
        if (activity.state() != State.WAITING) {
            throw Problem.conflict("Somebody has decided about the activity already.");
        }
    }

    private Question question(Person person, Activity activity, @Nullable String seq) {
        return inquiries.questions().of(person.subject().key(), List.of(activity.id())).stream()
                .filter(question -> Long.toString(question.seq()).equals(seq))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("There is no such question."));
    }

    private record Typed(Question question, Answer answer) {}

    private void show(
            RoutingContext context, int status, Person person, Activity activity, Came added, @Nullable Typed typed) {
        Words words = pages.words(context);
        long key = person.subject().key();
        List<String> id = List.of(activity.id());
        boolean addable = activity.state() == State.WAITING && person.rights().log();
        AskedView asked = asked(words, person, activity, addable, typed);
        String said = "said." + context.queryParams().get("said");
        ActivityPageView view = new ActivityPageView(
                person.base(),
                person.base() + "?cycle=" + activity.year() + "#activities",
                person.himself()
                        ? words.get("logged.back")
                        : words.get("logged.back.other", person.subject().name()),
                words.has(said) ? words.get(said) : null,
                new ActivityViews(words, person.rights(), person.base()).of(activity, "activity"),
                proofs.of(words, key, id).getOrDefault(activity.id(), List.of()),
                inquiries.of(words, key, id).getOrDefault(activity.id(), List.of()),
                asked,
                addable ? attachments.view(words, added) : null);
        pages.show(context, status, "learner/activity", activity.title(), view);
    }

    private @Nullable AskedView asked(
            Words words, Person person, Activity activity, boolean addable, @Nullable Typed typed) {
        if (typed != null) {
            return inquiries.asked(words, person, activity, typed.question(), typed.answer());
        }
        return inquiries.questions().of(person.subject().key(), List.of(activity.id())).stream()
                .filter(question -> addable && question.open())
                .map(question -> inquiries.asked(words, person, activity, question, Answer.NONE))
                .findFirst()
                .orElse(null);
    }
}
