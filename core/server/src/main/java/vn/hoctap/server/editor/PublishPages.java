package vn.hoctap.server.editor;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.editor.PublishView.Point;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.plugin.Aside;
import vn.hoctap.server.plugin.FaultWords;
import vn.hoctap.server.plugin.PluginRefused;
import vn.hoctap.server.plugin.PublishedSet;
import vn.hoctap.server.plugin.Registry;
import vn.hoctap.server.plugin.Rollout;
import vn.hoctap.server.plugin.Unsigned;
import vn.hoctap.server.plugin.Upload;
import vn.hoctap.server.plugin.making.PackedPlugin;
import vn.hoctap.server.plugin.making.PluginDescription;

/** Publishing a draft: it is packed as a plugin without code and installed for the part of the tree that it is meant for. */
final class PublishPages {
    private final Workbench workbench;
    private final Registry registry;
    private final Rollout rollout;

    PublishPages(Workbench workbench, Registry registry, Rollout rollout) {
        this.workbench = workbench;
        this.registry = registry;
        this.rollout = rollout;
    }

    void mount(Router router) {
        Pages pages = workbench.pages();
        pages.get(router, Workbench.HERE + "/:id/publication", context -> {
            Draft draft = workbench.draft(context);
            boolean done = "done".equals(context.queryParams().get("said"));
            Words words = pages.words(context);
            show(context, 200, draft, done ? words.get("editor.publish.done", registered(draft)) : null, List.of());
        });
        pages.post(router, Workbench.HERE + "/:id/publication", this::publish);
        pages.get(router, Workbench.HERE + "/:id/plugin.jar", this::download);
    }

    private String registered(Draft draft) {
        return workbench.checking().set(draft).map(CriteriaSet::version).orElse("");
    }

    private Upload upload(Draft draft, Words words) {
        return new Upload(draft.plugin() + ".jar", jar(draft, words), draft.unit());
    }

    private byte[] jar(Draft draft, Words words) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(draft.source().file(), draft.criteria());
        if (!draft.examples().isBlank()) {
            files.put(draft.exampleSource().file(), draft.examples());
        }
        return PackedPlugin.ofTexts(
                new PluginDescription(
                        draft.plugin(),
                        draft.pluginVersion(),
                        workbench.name(draft, words),
                        workbench.unitName(draft.unit(), words),
                        null,
                        extended(draft),
                        draft.unit()),
                files);
    }

    /** The plugin that brings what the draft is based on. */
    private List<String> extended(Draft draft) {
        return SetDocument.read(draft.criteria())
                .map(document -> document.text("/extends"))
                .flatMap(registry::published)
                .map(PublishedSet::plugin)
                .filter(plugin -> !plugin.equals(draft.plugin()))
                .stream()
                .toList();
    }

    private void download(RoutingContext context) {
        Draft draft = workbench.draft(context);
        Words words = workbench.pages().words(context);
        if (workbench.checking().set(draft).isEmpty()) {
            show(context, 409, draft, null, List.of());
            return;
        }
        context.response()
                .putHeader("Content-Type", "application/java-archive")
                .putHeader("Cache-Control", "no-store")
                .putHeader(
                        "Content-Disposition",
                        "attachment; filename=\"" + draft.plugin() + "-" + draft.pluginVersion() + ".jar\"")
                .end(Buffer.buffer(jar(draft, words)));
    }

    private void publish(RoutingContext context) {
        Draft draft = workbench.draft(context);
        Words words = workbench.pages().words(context);
        Optional<CriteriaSet> set = workbench.checking().set(draft);
        boolean seen =
                Typing.text(context.request().formAttributes(), "revision").equals(Integer.toString(draft.revision()));
        if (set.isEmpty()
                || !seen
                || !ExamplePages.tally(set.get(), draft, registry).hold()) {
            show(context, 409, draft, null, List.of());
            return;
        }
        try {
            Caller caller = Caller.of(context);
            Aside.run(() -> rollout.install(upload(draft, words), caller));
        } catch (PluginRefused refused) {
            show(context, 400, draft, null, refused.errors());
            return;
        } catch (Unsigned unsigned) {
            Pages.redirect(context, "/simulations/" + unsigned.simulation());
            return;
        } catch (Problem problem) {
            show(context, problem.status(), draft, null, List.of(problemOf(problem)));
            return;
        }
        Pages.redirect(context, Workbench.Step.PUBLISH.of(draft) + "?said=done");
    }

    private static CriteriaError problemOf(Problem problem) {
        return new CriteriaError("", 1, "", problem.detail(), "");
    }

    private void show(
            RoutingContext context, int status, Draft draft, @Nullable String said, List<CriteriaError> refused) {
        Words words = workbench.pages().words(context);
        List<Point> points = points(context, draft, words, said == null, refused);
        boolean ready = points.stream().noneMatch(point -> point.tone().equals("no"));
        String unit = workbench.unitName(draft.unit(), words);
        PublishView view = new PublishView(
                Workbench.HERE + "/" + draft.id(),
                workbench.ways(words, draft, Workbench.Step.PUBLISH),
                said != null ? said : ready ? words.get("editor.publish.ready", unit) : words.get("editor.publish.not"),
                words.get("editor.publish.lead", unit),
                points,
                ready && said == null,
                draft.revision(),
                workbench
                        .published(draft)
                        .map(plugin -> words.get("editor.publish.before", plugin.version()))
                        .orElse(null),
                said);
        workbench.pages().show(context, status, "editor/publish", workbench.name(draft, words), view);
    }

    private List<Point> points(
            RoutingContext context, Draft draft, Words words, boolean tried, List<CriteriaError> refused) {
        List<Point> points = new ArrayList<>();
        Checked checked = workbench.checking().of(draft, words);
        if (checked.set().isEmpty()) {
            int count = checked.faults().size();
            points.add(new Point("no", words.get("editor.publish.wrong", count), List.of()));
            return points;
        }
        CriteriaSet set = checked.set().get();
        points.add(new Point("ok", words.get("editor.publish.set", set.id(), set.version()), List.of()));
        ExamplePages.Tally tally = ExamplePages.tally(set, draft, registry);
        points.add(
                tally.all() == 0
                        ? new Point("wait", words.get("editor.publish.noexamples"), List.of())
                        : new Point(
                                tally.hold() ? "ok" : "no",
                                words.get(
                                        tally.hold() ? "editor.publish.examples" : "editor.publish.examples.fail",
                                        tally.holding(),
                                        tally.all()),
                                List.of()));
        if (!checked.warnings().isEmpty()) {
            points.add(new Point(
                    "wait",
                    words.get("editor.warnings", checked.warnings().size()),
                    checked.warnings().stream().map(Finding::both).toList()));
        }
        if (tried || !refused.isEmpty()) {
            List<CriteriaError> faults = refused.isEmpty() ? faults(context, draft, words) : refused;
            points.add(
                    faults.isEmpty()
                            ? new Point("ok", words.get("editor.publish.right"), List.of())
                            : new Point("no", words.get("editor.publish.not"), said(faults, words)));
        }
        return points;
    }

    private List<CriteriaError> faults(RoutingContext context, Draft draft, Words words) {
        try {
            Caller caller = Caller.of(context);
            return Aside.run(() -> rollout.check(upload(draft, words), caller));
        } catch (Problem problem) {
            return List.of(problemOf(problem));
        }
    }

    private static List<String> said(List<CriteriaError> faults, Words words) {
        FaultWords wording = FaultWords.of(words.language());
        return faults.stream()
                .map(fault -> (wording.say(fault.message()) + " " + wording.say(fault.remedy())).strip())
                .toList();
    }
}
