package vn.hoctap.server.learner;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import vn.hoctap.api.Fact;
import vn.hoctap.server.course.Course;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.evidence.Evidence;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Uploads.Form;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.learner.Attachments.Came;
import vn.hoctap.server.learner.LogView.Suggestion;
import vn.hoctap.server.ledger.Recording.Answer;
import vn.hoctap.server.subject.Subjects;

/** Logging an activity, one's own or on somebody's behalf, and the answer that says what it moved. */
public final class LogPages {
    /** Those that a person logs; what an authority says of somebody does not come by this form. */
    private static final List<String> TYPES =
            List.of("course", "workshop", "reading", "certificate", "exam", "community");

    private static final int SUGGESTIONS = 6;

    private final Pages pages;
    private final Subjects subjects;
    private final Courses courses;
    private final Actions actions;
    private final Attachments attachments;
    private final LoggedPage logged;

    public LogPages(
            Pages pages,
            Subjects subjects,
            Courses courses,
            Actions actions,
            Attachments attachments,
            LoggedPage logged) {
        this.pages = pages;
        this.subjects = subjects;
        this.courses = courses;
        this.actions = actions;
        this.attachments = attachments;
        this.logged = logged;
    }

    public void mount(Router router) {
        mount(router, Person.ME, context -> Person.me(subjects, context));
        mount(router, Person.OTHERS + "/:id", context -> Person.other(subjects, context));
    }

    private void mount(Router router, String base, Function<RoutingContext, Person> whom) {
        pages.get(router, base + "/log", context -> start(context, allowed(whom.apply(context))));
        pages.post(
                router,
                base + "/log/courses",
                context -> form(
                        context, allowed(whom.apply(context)), context.request().formAttributes()));
        pages.upload(router, base + "/log", context -> save(context, allowed(whom.apply(context))));
        pages.get(router, base + "/logged", context -> logged.show(context, whom.apply(context)));
    }

    private static Person allowed(Person person) {
        Scope.demand(person.caller(), Action.RECORD, person.id(), person.paths());
        return person;
    }

    /** An empty form, or one about the course that the address names. */
    private void start(RoutingContext context, Person person) {
        MultiMap named = MultiMap.caseInsensitiveMultiMap();
        Optional.ofNullable(context.queryParams().get("course")).ifPresent(code -> named.add("course", code));
        form(context, person, named);
    }

    /** The form with what was typed so far; {@code pick} and {@code course} choose a course from the catalogue. */
    private void form(RoutingContext context, Person person, MultiMap typed) {
        Words words = pages.words(context);
        LogForm form = LogForm.of(typed);
        String code = Objects.requireNonNullElse(typed.get("pick"), form.title().isEmpty() ? form.course() : "");
        Optional<Course> picked = courses.find(code);
        if (picked.isPresent()) {
            show(context, 200, person, Filled.with(form.with(picked.get(), words)));
        } else {
            show(context, 200, person, Filled.with(form));
        }
    }

    private void save(RoutingContext context, Person person) {
        try (Form sent = attachments.receive(context)) {
            LogForm form = LogForm.of(sent.fields());
            Came came = attachments.take(person, form.id(), sent);
            Map<String, String> faults = form.faults(LocalDate.now(Words.ZONE));
            if (faults.isEmpty() && came.fit()) {
                record(context, person, form, came);
                return;
            }
            Words words = pages.words(context);
            Map<String, String> said = new LinkedHashMap<>();
            faults.forEach((field, key) -> said.put(field, words.get(key)));
            show(context, came.fit() ? 400 : came.status(), person, new Filled(form, came, said));
        }
    }

    /** Attached first: an activity that is recorded has its evidence, whatever happens in between. */
    private void record(RoutingContext context, Person person, LogForm form, Came came) {
        List<Evidence> attached = attachments.attach(person, form.id(), came);
        try {
            Answer answer = record(person, form);
            Pages.redirect(context, person.base() + "/logged?id=" + encoded(form.id()) + Actions.won(answer));
        } catch (Problem refused) {
            attachments.detach(attached);
            if (refused.status() != 409) {
                throw refused;
            }
            String text = pages.words(context).get("log.wrong.conflict");
            show(context, 409, person, new Filled(form, came, Map.of("", text)));
        }
    }

    private Answer record(Person person, LogForm form) {
        Fact.Source.Kind kind = Scope.sourceKind(person.caller(), person.id(), person.paths());
        Fact.Source source = new Fact.Source(kind, null);
        return actions.record(person, form.command(person.id(), source, form.chosen(courses.find(form.course()))));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The form with what came with it and what is wrong, by field. */
    private record Filled(LogForm form, Came came, Map<String, String> faults) {
        static Filled with(LogForm form) {
            return new Filled(form, Came.NOTHING, Map.of());
        }
    }

    private void show(RoutingContext context, int status, Person person, Filled filled) {
        LogForm form = filled.form();
        Words words = pages.words(context);
        Optional<Course> chosen = form.chosen(courses.find(form.course()));
        String today = LocalDate.now(Words.ZONE).toString();
        boolean own = person.rights().own();
        String heading = person.himself()
                ? words.get("log.heading")
                : words.get("log.heading.other", person.subject().name());
        LogView view = new LogView(
                person.base(),
                person.base(),
                heading,
                form.id(),
                Stream.concat(TYPES.stream(), Stream.of(form.type()).filter(t -> !t.isEmpty() && !TYPES.contains(t)))
                        .map(type ->
                                new LogView.Type(type, words.orElse("type." + type, type), type.equals(form.type())))
                        .toList(),
                form.title(),
                chosen.map(Course::code).orElse(""),
                chosen.map(course -> described(words, course)).orElse(null),
                chosen.isPresent() || form.title().length() < 2 ? List.of() : suggestions(words, form.title()),
                form.date().isEmpty() ? today : form.date(),
                today,
                form.hours(),
                filled.faults(),
                attachments.view(words, filled.came()),
                words.get(own ? "log.trust.self" : "log.trust.other"));
        pages.show(context, status, "learner/log", words.get("log.page"), view);
    }

    private List<Suggestion> suggestions(Words words, String title) {
        return courses.list(title, Optional.empty(), SUGGESTIONS).stream()
                .map(course -> new Suggestion(course.code(), course.title(), detail(words, course)))
                .toList();
    }

    private static String described(Words words, Course course) {
        return course.title() + " (" + detail(words, course) + ")";
    }

    private static String detail(Words words, Course course) {
        return Stream.of(
                        Optional.ofNullable(course.hours()).map(hours -> words.get("hours", hours)),
                        Optional.of(course.code()),
                        Optional.ofNullable(course.provider()))
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + " · " + other)
                .orElse("");
    }
}
