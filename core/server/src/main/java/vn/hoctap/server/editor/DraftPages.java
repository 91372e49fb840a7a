package vn.hoctap.server.editor;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.LongForm;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;

/** Writing a set as a form or as YAML: whichever side is changed, the other follows, and the check says what is wrong. */
final class DraftPages {
    static final LongForm FORM = new LongForm(EditorLimits.FORM, EditorLimits.FORM_FIELDS);
    private static final int SPARE_LINES = 3;

    private final Workbench workbench;

    DraftPages(Workbench workbench) {
        this.workbench = workbench;
    }

    void mount(Router router) {
        Pages pages = workbench.pages();
        pages.get(router, Workbench.HERE + "/:id", context -> show(context, 200, workbench.draft(context), null, null));
        pages.upload(router, Workbench.HERE + "/:id/form", this::form);
        pages.upload(router, Workbench.HERE + "/:id/text", this::text);
    }

    private void form(RoutingContext context) {
        Draft draft = workbench.draft(context);
        MultiMap form = FORM.receive(context);
        Optional<SetDocument> read = SetDocument.read(draft.criteria());
        if (!isOf(form, draft) || read.isEmpty()) {
            show(context, 409, draft, "editor.conflict", null);
            return;
        }
        SetDocument own = read.get();
        Base base =
                new Base(workbench.checking().base(own), own, workbench.pages().words(context));
        String before = own.write();
        new FormWriter(own, base).write(form);
        new Structure(own, base, workbench.pages().words(context)).change(Typing.text(form, "do"));
        String after = own.write();
        keep(context, draft, after.equals(before) ? draft.criteria() : after, null);
    }

    private void text(RoutingContext context) {
        Draft draft = workbench.draft(context);
        MultiMap form = FORM.receive(context);
        String typed = Typing.lines(form, "yaml");
        if (isOf(form, draft)) {
            keep(context, draft, typed, typed);
        } else {
            show(context, 409, draft, "editor.conflict", typed);
        }
    }

    private static boolean isOf(MultiMap form, Draft draft) {
        return Typing.text(form, "revision").equals(Integer.toString(draft.revision()));
    }

    private void keep(RoutingContext context, Draft draft, String criteria, @Nullable String typed) {
        if (criteria.length() > EditorLimits.CRITERIA) {
            show(context, 400, draft, "editor.toolong", typed);
            return;
        }
        boolean live = context.request().getHeader("HX-Request") != null;
        boolean same = criteria.equals(draft.criteria());
        if (live && same) {
            // Nothing of the page is exchanged under somebody's hands.
            context.response().setStatusCode(204).end();
            return;
        }
        Optional<Draft> kept = same
                ? Optional.of(draft)
                : workbench
                        .drafts()
                        .changeCriteria(draft, criteria, Caller.of(context).name());
        if (kept.isEmpty()) {
            show(context, 409, workbench.draft(context), "editor.conflict", typed);
        } else if (!live) {
            Pages.redirect(context, Workbench.Step.WRITE.of(draft));
        } else {
            show(context, 200, kept.get(), null, null);
        }
    }

    private void show(
            RoutingContext context, int status, Draft draft, @Nullable String conflict, @Nullable String lost) {
        if (conflict != null) {
            context.response()
                    .putHeader("HX-Retarget", "#editor")
                    .putHeader("HX-Reselect", "#editor")
                    .putHeader("HX-Reswap", "outerHTML show:window:top");
        }
        Words words = workbench.pages().words(context);
        Checked checked = workbench.checking().of(draft, words);
        DraftView view = new DraftView(
                Workbench.HERE + "/" + draft.id(),
                workbench.ways(words, draft, Workbench.Step.WRITE),
                workbench.unitName(draft.unit(), words),
                draft.revision(),
                draft.criteria(),
                lines(draft, checked),
                form(draft, checked, words),
                checked.faults(),
                checked.warnings(),
                checked.faults().isEmpty()
                        ? words.get("editor.right")
                        : words.get("editor.faults", checked.faults().size()),
                words.get("editor.saved", words.moment(draft.changedAt())),
                "form".equals(context.request().getHeader("HX-Trigger")),
                conflict == null ? null : words.get(conflict),
                lost);
        workbench.pages().show(context, status, "editor/draft", workbench.name(draft, words), view);
    }

    private @Nullable SetForm form(Draft draft, Checked checked, Words words) {
        Optional<SetDocument> own = SetDocument.read(draft.criteria());
        return own.isEmpty()
                ? null
                : new FormReader(
                                own.get(),
                                new Base(workbench.checking().base(own.get()), own.get(), words),
                                checked,
                                words)
                        .read();
    }

    private static List<DraftView.Line> lines(Draft draft, Checked checked) {
        Set<Integer> wrong = checked.faults().stream().map(Finding::line).collect(Collectors.toSet());
        long count = draft.criteria().chars().filter(sign -> sign == '\n').count() + SPARE_LINES;
        return IntStream.rangeClosed(1, (int) count)
                .mapToObj(number -> new DraftView.Line(number, wrong.contains(number)))
                .toList();
    }
}
