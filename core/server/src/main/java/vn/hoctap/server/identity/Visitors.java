package vn.hoctap.server.identity;

import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Link;
import vn.hoctap.server.http.Visitor;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Scope.Action;

/** Who looks at a page: his name, and the ways to the pages that his roles open. */
public final class Visitors {
    /** Where somebody says who he is whom nobody knows yet. */
    private static final String LINK = "/link";

    private final Function<String, Optional<String>> names;
    private final Function<String, Optional<String>> accounts;

    /**
     * @param names of subjects by their ids
     * @param accounts how those sign in who have no such name, by their pseudonyms
     */
    public Visitors(Function<String, Optional<String>> names, Function<String, Optional<String>> accounts) {
        this.names = names;
        this.accounts = accounts;
    }

    public Visitor of(RoutingContext context, Words words) {
        return Caller.find(context)
                .map(caller -> new Visitor(name(caller, words), nav(caller, words)))
                .orElseGet(() -> new Visitor(null, List.of()));
    }

    private String name(Caller caller, Words words) {
        @Nullable String known = caller.subject().flatMap(names).orElse(null);
        return known != null
                ? known
                : words.orElse(
                        "role." + caller.name(), accounts.apply(caller.name()).orElse(caller.name()));
    }

    private static List<Link> nav(Caller caller, Words words) {
        List<Link> links = new ArrayList<>();
        if (caller.subject().isEmpty() && caller.has(Role.LEARNER)) {
            links.add(new Link(LINK, words.get("nav.link")));
        }
        if (caller.subject().filter(caller::is).isPresent()) {
            links.add(new Link("/me", words.get("nav.me")));
            links.add(new Link("/me/courses", words.get("nav.mycourses")));
        }
        if (Scope.maySomewhere(caller, Action.READ)) {
            links.add(new Link("/officer", words.get("nav.people")));
            links.add(new Link("/officer/collectives", words.get("nav.collectives")));
        }
        if (Scope.maySomewhere(caller, Action.VERIFY)) {
            links.add(new Link("/officer/queue", words.get("nav.queue")));
        }
        if (Scope.maySomewhere(caller, Action.READ)) {
            links.add(new Link("/dashboard", words.get("nav.programmes")));
        }
        if (Scope.maySomewhere(caller, Action.READ)) {
            links.add(new Link("/titles", words.get("nav.titles")));
        }
        if (Scope.maySomewhere(caller, Action.MANAGE_COURSES)) {
            links.add(new Link("/teaching", words.get("nav.teaching")));
        }
        links.add(new Link("/courses", words.get("nav.courses")));
        if (Scope.maySomewhere(caller, Action.HANDLE_DATA)) {
            links.add(new Link("/privacy", words.get("nav.privacy")));
        }
        if (Scope.maySomewhere(caller, Action.RECORD)) {
            links.add(new Link("/imports", words.get("nav.imports")));
        }
        if (Scope.maySomewhere(caller, Action.INSTALL_PLUGINS) && !caller.has(Role.ADMIN)) {
            links.add(new Link("/editor", words.get("nav.editor")));
        }
        if (Scope.maySomewhere(caller, Action.SIMULATE) && !caller.has(Role.ADMIN)) {
            links.add(new Link("/simulations", words.get("nav.simulations")));
        }
        if (caller.has(Role.AUDITOR) || Scope.maySomewhere(caller, Action.INSTALL_PLUGINS)) {
            links.add(new Link("/plugins", words.get("nav.plugins")));
        }
        if (Scope.maySomewhere(caller, Action.EDIT_UNITS)) {
            links.add(new Link("/units", words.get("nav.units")));
        }
        if (Scope.maySomewhere(caller, Action.READ_AUDIT)) {
            links.add(new Link("/audit", words.get("nav.audit")));
        }
        if (Scope.mayIn(caller, Action.READ_SETTINGS, "/")) {
            links.add(new Link("/admin/sso", words.get("nav.sso")));
        }
        return links;
    }

    /** The page where somebody's work begins. */
    static String home(Caller caller) {
        if (caller.has(Role.ADMIN)) {
            return "/plugins";
        }
        if (caller.has(Role.AUDITOR)) {
            return "/titles";
        }
        if (Scope.maySomewhere(caller, Action.READ)) {
            return "/officer";
        }
        return caller.subject().isEmpty() ? LINK : "/me";
    }
}
