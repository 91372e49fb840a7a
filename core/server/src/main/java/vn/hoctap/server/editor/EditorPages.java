package vn.hoctap.server.editor;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.editor.SetForm.Option;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Tone;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.plugin.PublishedSet;
import vn.hoctap.server.plugin.Registry;

/** The drafts that somebody may work on, and beginning a new one. */
final class EditorPages {
    private static final int OFFERED_UNITS = 500;
    private static final String ROOT = "~";

    private final Workbench workbench;
    private final Registry registry;
    private final Clock clock;

    EditorPages(Workbench workbench, Registry registry, Clock clock) {
        this.workbench = workbench;
        this.registry = registry;
        this.clock = clock;
    }

    void mount(Router router) {
        workbench.pages().get(router, Workbench.HERE, this::show);
        workbench.pages().post(router, Workbench.HERE, this::create);
        workbench.pages().post(router, Workbench.HERE + "/:id/deletion", this::delete);
    }

    private void show(RoutingContext context) {
        Scope.demandSomewhere(Caller.of(context), Action.INSTALL_PLUGINS);
        show(context, 200, MultiMap.caseInsensitiveMultiMap(), Map.of());
    }

    private void create(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.INSTALL_PLUGINS);
        MultiMap form = context.request().formAttributes();
        String chosen = Typing.text(form, "unit");
        @Nullable String unit = chosen.equals(ROOT) ? null : chosen;
        if (unit == null || workbench.tree().get().knows(unit)) {
            Scope.demandIn(
                    caller,
                    Action.INSTALL_PLUGINS,
                    unit == null ? "/" : workbench.tree().get().path(unit));
        }
        Words words = workbench.pages().words(context);
        Map<String, String> faults = new LinkedHashMap<>();
        String base = Typing.text(form, "base");
        Optional<CriteriaSet> extended = registry.set(base);
        if (unit != null && !workbench.tree().get().knows(unit)) {
            faults.put("unit", words.get("editor.wrong.unit"));
        }
        if (!base.isEmpty() && extended.isEmpty()) {
            faults.put("base", words.get("editor.wrong.base"));
        }
        NewDraft draft = new NewDraft(
                Typing.text(form, "name"), extended, workbench.unitName(unit, words), LocalDate.now(clock), words);
        if (!draft.isNamed()) {
            faults.put("name", words.get("editor.wrong.name"));
        }
        Optional<UUID> made = faults.isEmpty()
                ? workbench.drafts().create(unit, plugin(draft), draft.criteria(), caller.name())
                : Optional.empty();
        if (made.isEmpty()) {
            faults.putIfAbsent("name", words.get("editor.wrong.many", Drafts.MOST));
            show(context, 400, form, faults);
            return;
        }
        Pages.redirect(context, Workbench.HERE + "/" + made.get());
    }

    /** A name that no plugin and no other draft has. */
    private String plugin(NewDraft draft) {
        String stem = draft.setId().replace('/', '-');
        String name = stem;
        for (int i = 2; workbench.drafts().isTaken(name) || isInstalled(name); i++) {
            name = stem + "-" + i;
        }
        return name;
    }

    private boolean isInstalled(String plugin) {
        return registry.plugins().stream().anyMatch(known -> plugin.equals(known.id()));
    }

    private void delete(RoutingContext context) {
        Draft draft = workbench.draft(context);
        workbench.drafts().delete(draft, Caller.of(context).name());
        Pages.redirect(context, Workbench.HERE + "?said=deleted");
    }

    private void show(RoutingContext context, int status, MultiMap form, Map<String, String> faults) {
        Caller caller = Caller.of(context);
        Words words = workbench.pages().words(context);
        List<String> own = workbench.tree().get().units().stream()
                .map(OrgUnit::id)
                .filter(unit -> workbench.mayEdit(caller, unit))
                .toList();
        List<EditorView.Item> items = workbench.drafts().of(own, workbench.mayEdit(caller, null)).stream()
                .map(draft -> item(draft, words))
                .toList();
        boolean deleted = "deleted".equals(context.queryParams().get("said"));
        EditorView view = new EditorView(
                items,
                units(caller, words, Typing.text(form, "unit")),
                bases(words, Typing.text(form, "base")),
                Typing.text(form, "name"),
                deleted ? words.get("editor.said.deleted") : null,
                faults);
        workbench.pages().show(context, status, "editor/drafts", words.get("editor.heading"), view);
    }

    private EditorView.Item item(Draft draft, Words words) {
        boolean published = workbench.published(draft).isPresent();
        return new EditorView.Item(
                Workbench.Step.WRITE.of(draft),
                workbench.name(draft, words),
                words.get("editor.item", workbench.unitName(draft.unit(), words), words.moment(draft.changedAt())),
                words.get(published ? "editor.state.published" : "editor.state.draft"),
                published ? Tone.OK : Tone.STILL);
    }

    private List<Option> units(Caller caller, Words words, String chosen) {
        List<Option> options = new ArrayList<>();
        if (workbench.mayEdit(caller, null)) {
            options.add(new Option(ROOT, words.get("editor.everywhere"), chosen.equals(ROOT)));
        }
        OrgTree tree = workbench.tree().get();
        List<OrgUnit> units = workbench.units(caller).stream()
                .sorted(Comparator.comparing(unit -> tree.path(unit.id())))
                .limit(OFFERED_UNITS)
                .toList();
        long top = units.stream().mapToLong(unit -> depth(tree, unit)).min().orElse(0);
        units.forEach(unit -> options.add(new Option(
                unit.id(),
                "\u2003".repeat((int) (depth(tree, unit) - top)) + unit.name(),
                unit.id().equals(chosen))));
        return options;
    }

    private static long depth(OrgTree tree, OrgUnit unit) {
        return tree.path(unit.id()).chars().filter(sign -> sign == '/').count();
    }

    /** The sets that hold today, those that judge somebody first. */
    private List<Option> bases(Words words, String chosen) {
        List<Option> options = new ArrayList<>();
        options.add(new Option("", words.get("editor.base.none"), chosen.isEmpty()));
        registry.published().stream()
                .map(published -> published.set().id())
                .distinct()
                .flatMap(id -> registry.published(id).stream())
                .sorted(Comparator.comparing(
                                (PublishedSet published) -> published.set().isAbstract())
                        .thenComparing(published -> published.set().id()))
                .forEach(published -> options.add(base(published, words, chosen)));
        return options;
    }

    private Option base(PublishedSet published, Words words, String chosen) {
        CriteriaSet set = published.set();
        String whom = set.audience()
                .flatMap(audience -> Audience.group(audience.source()))
                .map(group -> words.orElse("group." + group, group))
                .orElse("");
        String scope = published.scope();
        String title = words.in(set.title());
        String label = whom.isEmpty() ? title : words.get("editor.base", title, whom);
        String full = set.isAbstract() ? words.get("editor.base.frame", label) : label;
        return new Option(
                set.id(),
                scope == null ? full : words.get("editor.base.of", full, workbench.unitName(scope, words)),
                set.id().equals(chosen));
    }
}
