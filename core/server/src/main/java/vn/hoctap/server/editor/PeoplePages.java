package vn.hoctap.server.editor;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.decision.Decision.ConditionResult;
import vn.hoctap.server.http.Cycles;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.ledger.Supposing.Both;
import vn.hoctap.server.ledger.Supposing.Judged;
import vn.hoctap.server.simulation.Simulations;
import vn.hoctap.server.simulation.Wish;
import vn.hoctap.server.subject.Subject;
import vn.hoctap.server.subject.Subjects;
import vn.hoctap.server.title.ConditionNames;

/** What a draft would mean for real people: who would have the title, who not, and why. */
final class PeoplePages {
    private final Workbench workbench;
    private final Preview preview;
    private final Subjects subjects;
    private final Simulations simulations;

    PeoplePages(Workbench workbench, Preview preview, Subjects subjects, Simulations simulations) {
        this.workbench = workbench;
        this.preview = preview;
        this.subjects = subjects;
        this.simulations = simulations;
    }

    void mount(Router router) {
        workbench.pages().get(router, Workbench.HERE + "/:id/people", this::show);
        workbench.pages().post(router, Workbench.HERE + "/:id/simulation", this::simulate);
    }

    /** The same for everybody, as a job whose result others can be shown. */
    private void simulate(RoutingContext context) {
        Draft draft = workbench.draft(context);
        if (workbench.checking().set(draft).filter(set -> !set.isAbstract()).isEmpty()) {
            Pages.redirect(context, Workbench.Step.PEOPLE.of(draft));
            return;
        }
        int cycle = Cycles.of(Typing.text(context.request().formAttributes(), "cycle"));
        Wish wish = Wish.ofDraft(draft.criteria(), cycle, Optional.ofNullable(draft.unit()));
        Pages.redirect(
                context,
                "/simulations/" + simulations.start(wish, Caller.of(context)).id());
    }

    private void show(RoutingContext context) {
        Draft draft = workbench.draft(context);
        Words words = workbench.pages().words(context);
        int cycle = Cycles.of(context.queryParams().get("cycle"));
        Optional<CriteriaSet> set = workbench.checking().set(draft).filter(known -> !known.isAbstract());
        PeopleView view = set.map(known -> view(draft, known, cycle, context, words))
                .orElseGet(() -> new PeopleView(
                        Workbench.Step.PEOPLE.of(draft),
                        workbench.ways(words, draft, Workbench.Step.PEOPLE),
                        cycle,
                        words.get("editor.people.wrong"),
                        null,
                        null,
                        List.of()));
        workbench.pages().show(context, "editor/people", workbench.name(draft, words), view);
    }

    private PeopleView view(Draft draft, CriteriaSet set, int cycle, RoutingContext context, Words words) {
        Preview.Result result = preview.of(set, draft.unit(), cycle, Caller.of(context));
        String unit = workbench.unitName(draft.unit(), words);
        List<PeopleView.Part> parts = new ArrayList<>();
        part("losing", "no", result.losing(), set, words).ifPresent(parts::add);
        part("gaining", "ok", result.gaining(), set, words).ifPresent(parts::add);
        part("without", "wait", result.without(), set, words).ifPresent(parts::add);
        part("keeping", "still", result.keeping(), set, words).ifPresent(parts::add);
        String looked = result.all()
                ? words.get("editor.people.all", result.looked(), unit)
                : words.get("editor.people.some", result.looked(), unit);
        return new PeopleView(
                Workbench.Step.PEOPLE.of(draft),
                workbench.ways(words, draft, Workbench.Step.PEOPLE),
                cycle,
                result.judged().isEmpty()
                        ? words.get("editor.people.nobody")
                        : words.get(
                                "editor.people.sentence",
                                result.then(),
                                result.judged().size()),
                looked,
                result.judged().isEmpty()
                        ? null
                        : new PeopleView.Counts(
                                words.number(result.now()),
                                words.number(result.then()),
                                signed("+", result.gaining().size(), words),
                                signed("\u2212", result.losing().size(), words)),
                parts);
    }

    private static String signed(String sign, int count, Words words) {
        return count == 0 ? "0" : sign + words.number(count);
    }

    private Optional<PeopleView.Part> part(String name, String tone, List<Both> all, CriteriaSet set, Words words) {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<Both> named = all.stream().limit(EditorLimits.NAMED).toList();
        Map<String, Subject> known = subjects
                .findAll(named.stream().map(Both::subject).toList())
                .stream()
                .collect(Collectors.toMap(Subject::id, Function.identity()));
        List<PeopleView.Person> people = named.stream()
                .flatMap(one -> Stream.ofNullable(known.get(one.subject()))
                        .map(subject -> person(one, subject, tone, set, words)))
                .toList();
        @Nullable
        String more = all.size() > people.size() ? words.get("editor.people.more", all.size() - people.size()) : null;
        return Optional.of(new PeopleView.Part(words.get("editor.people." + name, all.size()), people, more));
    }

    private static PeopleView.Person person(Both one, Subject subject, String tone, CriteriaSet set, Words words) {
        Decision then = one.then().map(Judged::decision).orElseThrow();
        String before =
                one.now().map(now -> state(now.decision(), words)).orElseGet(() -> words.get("editor.people.nojudge"));
        return new PeopleView.Person(
                "/officer/people/" + subject.id(),
                subject.name(),
                words.get("editor.people.change", before, state(then, words)),
                state(then, words),
                tone,
                then.denying().stream()
                        .map(condition -> reason(condition, set, words))
                        .toList());
    }

    private static String state(Decision decision, Words words) {
        String state = words.get(decision.met() ? "editor.people.met" : "editor.people.not");
        return decision.total().signum() == 0 ? state : words.get("editor.people.points", state, decision.total());
    }

    private static String reason(ConditionResult condition, CriteriaSet set, Words words) {
        String name = new ConditionNames(words, set).of(condition.id());
        return condition.actual().isPresent() && condition.needed().isPresent()
                ? words.get(
                        "editor.people.short",
                        name,
                        condition.actual().get(),
                        condition.needed().get())
                : name;
    }
}
