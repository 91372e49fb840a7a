package vn.hoctap.server.editor;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.example.ExampleReader;
import vn.hoctap.engine.example.ReadExamples;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.plugin.FaultWords;
import vn.hoctap.server.plugin.Registry;

/** Examples of a draft: cases that it must decide as they say. They go along when it is published. */
final class ExamplePages {
    private final Workbench workbench;
    private final Registry registry;
    private final Clock clock;

    ExamplePages(Workbench workbench, Registry registry, Clock clock) {
        this.workbench = workbench;
        this.registry = registry;
        this.clock = clock;
    }

    void mount(Router router) {
        workbench.pages().get(router, Workbench.HERE + "/:id/examples", context -> {
            Draft draft = workbench.draft(context);
            show(context, 200, draft, draft.examples(), null);
        });
        workbench.pages().upload(router, Workbench.HERE + "/:id/examples", this::save);
    }

    private void save(RoutingContext context) {
        Draft draft = workbench.draft(context);
        MultiMap form = DraftPages.FORM.receive(context);
        String typed = Typing.lines(form, "examples");
        Words words = workbench.pages().words(context);
        if (Typing.text(form, "do").equals("start")) {
            typed = workbench
                    .checking()
                    .set(draft)
                    .map(set -> new Starter(set, LocalDate.now(clock).getYear(), words).text(registry.measures()))
                    .orElse(typed);
        }
        if (typed.length() > EditorLimits.EXAMPLES) {
            show(context, 400, draft, typed, words.get("editor.toolong"));
        } else if (!Typing.text(form, "revision").equals(Integer.toString(draft.revision()))) {
            show(context, 409, draft, typed, words.get("editor.conflict.examples"));
        } else if (workbench
                .drafts()
                .changeExamples(draft, typed, Caller.of(context).name())
                .isEmpty()) {
            show(context, 409, workbench.draft(context), typed, words.get("editor.conflict.examples"));
        } else {
            Pages.redirect(context, Workbench.Step.EXAMPLES.of(draft));
        }
    }

    private void show(RoutingContext context, int status, Draft draft, String text, @Nullable String conflict) {
        Words words = workbench.pages().words(context);
        Optional<CriteriaSet> set = workbench.checking().set(draft);
        boolean none = text.isBlank();
        ExamplesView view = new ExamplesView(
                Workbench.Step.EXAMPLES.of(draft),
                workbench.ways(words, draft, Workbench.Step.EXAMPLES),
                draft.revision(),
                text,
                set.isPresent(),
                none || set.isEmpty() ? List.of() : results(set.get(), draft, text, words),
                conflict);
        workbench.pages().show(context, status, "editor/examples", workbench.name(draft, words), view);
    }

    private List<ExamplesView.Result> results(CriteriaSet set, Draft draft, String text, Words words) {
        ReadExamples read = read(set, draft.withExamples(text));
        FaultWords wording = FaultWords.of(words.language());
        if (!read.errors().isEmpty()) {
            return read.errors().stream()
                    .map(error -> new ExamplesView.Result(
                            words.get("editor.line", error.line()), false, List.of(said(wording, error))))
                    .toList();
        }
        return read.examples().stream()
                .map(example -> {
                    List<String> differences = example.differences(registry.measures()).stream()
                            .map(wording::say)
                            .toList();
                    return new ExamplesView.Result(example.name(), differences.isEmpty(), differences);
                })
                .toList();
    }

    private static String said(FaultWords wording, CriteriaError error) {
        return wording.say(error.message()) + " " + wording.say(error.remedy());
    }

    private static ReadExamples read(CriteriaSet set, Draft draft) {
        return new ExampleReader(List.of(set)).read(List.of(draft.exampleSource()));
    }

    /** How many examples a draft has, and how many of them hold; a file with mistakes has one, which does not. */
    static Tally tally(CriteriaSet set, Draft draft, Registry registry) {
        if (draft.examples().isBlank()) {
            return new Tally(0, 0);
        }
        ReadExamples read = read(set, draft);
        if (!read.errors().isEmpty()) {
            return new Tally(1, 0);
        }
        long holding = read.examples().stream()
                .filter(example -> example.differences(registry.measures()).isEmpty())
                .count();
        return new Tally(read.examples().size(), (int) holding);
    }

    record Tally(int all, int holding) {
        boolean hold() {
            return all == holding;
        }
    }
}
