package vn.hoctap.server.editor;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.plugin.PluginInfo;
import vn.hoctap.server.plugin.Registry;

/** What all pages of the editor need: the drafts, and who may work on which. */
record Workbench(Pages pages, Drafts drafts, Checking checking, Registry registry, Supplier<OrgTree> tree) {
    static final String HERE = "/editor";

    /** A part of the pages about one draft. */
    enum Step {
        WRITE(""),
        EXAMPLES("/examples"),
        PEOPLE("/people"),
        PUBLISH("/publication");

        private final String path;

        Step(String path) {
            this.path = path;
        }

        String of(Draft draft) {
            return HERE + "/" + draft.id() + path;
        }
    }

    /**
     * The draft that the address names.
     *
     * @throws Problem 404 when there is none, 403 when it is not for the caller
     */
    Draft draft(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.INSTALL_PLUGINS);
        Draft draft = id(context).flatMap(drafts::find).orElseThrow(() -> Problem.notFound("There is no such draft."));
        Scope.demandIn(caller, Action.INSTALL_PLUGINS, path(draft.unit()));
        return draft;
    }

    private static Optional<UUID> id(RoutingContext context) {
        try {
            return Optional.of(UUID.fromString(String.valueOf(context.pathParam("id"))));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    boolean mayEdit(Caller caller, @Nullable String unit) {
        return Scope.mayIn(caller, Action.INSTALL_PLUGINS, path(unit));
    }

    private String path(@Nullable String unit) {
        return unit == null ? "/" : tree.get().path(unit);
    }

    /** The units for which the caller may write criteria; those of the tree as it is today. */
    List<OrgUnit> units(Caller caller) {
        OrgTree now = tree.get();
        return now.units().stream()
                .filter(unit -> unit.to() == null)
                .filter(unit -> Scope.mayIn(caller, Action.INSTALL_PLUGINS, now.path(unit.id())))
                .toList();
    }

    String unitName(@Nullable String unit, Words words) {
        return unit == null
                ? words.get("editor.everywhere")
                : tree.get().find(unit).map(OrgUnit::name).orElse(unit);
    }

    List<StepLink> ways(Words words, Draft draft, Step current) {
        return Stream.of(Step.values())
                .map(step -> new StepLink(
                        step.of(draft),
                        words.get("editor.step." + step.name().toLowerCase(Locale.ROOT)),
                        step == current))
                .toList();
    }

    /** The plugin that was made of the draft, as it runs. */
    Optional<PluginInfo> published(Draft draft) {
        return registry.plugins().stream()
                .filter(plugin -> plugin.id().equals(draft.plugin()) && plugin.state() == PluginInfo.State.STARTED)
                .findFirst();
    }

    /** What the draft is called: the title that it awards, and what its author calls it. */
    String name(Draft draft, Words words) {
        Optional<SetDocument> read = SetDocument.read(draft.criteria());
        String id = read.map(document -> document.text("/id"))
                .filter(written -> !written.isEmpty())
                .orElse(draft.plugin());
        String title = read.map(own -> new Base(checking.base(own), own, words))
                .map(base -> base.title())
                .orElse("");
        String own = id.substring(id.indexOf('/') + 1);
        return title.isEmpty() || !id.contains("/")
                ? title.isEmpty() ? id : title
                : words.get("editor.name", title, own);
    }
}
