package vn.hoctap.server.editor;

import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.function.Supplier;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.ledger.Supposing;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.plugin.Registry;
import vn.hoctap.server.plugin.Rollout;
import vn.hoctap.server.simulation.Simulations;
import vn.hoctap.server.subject.Subjects;

/** All that the editor is made of. */
public final class Editor {

    /** What it needs of the rest. */
    public record Parts(
            Database database,
            Subjects subjects,
            Supplier<OrgTree> tree,
            Registry registry,
            Rollout rollout,
            Simulations simulations,
            Clock clock) {}

    private final Parts parts;
    private final Drafts drafts;

    public Editor(Parts parts) {
        this.parts = parts;
        this.drafts = new Drafts(parts.database());
    }

    public Drafts drafts() {
        return drafts;
    }

    public void mount(Router router, Pages pages) {
        Registry registry = parts.registry();
        Subjects subjects = parts.subjects();
        Workbench workbench = new Workbench(pages, drafts, new Checking(registry), registry, parts.tree());
        Supposing supposing = new Supposing(parts.database(), subjects::histories, parts.clock());
        new EditorPages(workbench, registry, parts.clock()).mount(router);
        new DraftPages(workbench).mount(router);
        new ExamplePages(workbench, registry, parts.clock()).mount(router);
        Preview preview = new Preview(parts.database(), subjects, supposing, registry);
        new PeoplePages(workbench, preview, subjects, parts.simulations()).mount(router);
        new PublishPages(workbench, registry, parts.rollout()).mount(router);
    }
}
