package vn.hoctap.server.plugin;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;

/**
 * Who may change what about plugins: data for his own part of the tree, and code only who may for all of it.
 *
 * @param paths of organisational units by their ids; empty: there is none
 */
record Rights(Function<String, Optional<String>> paths) {

    /**
     * For whom something holds that somebody installs.
     *
     * @param asked what he says
     * @param manifest what the jar says
     * @return null: for everybody
     * @throws Problem 400 when there is no such unit, 403 when it is none of his
     */
    @Nullable
    String scope(Caller caller, @Nullable String asked, @Nullable String manifest) {
        String said = asked == null ? manifest : asked;
        String scope = said == null ? own(caller) : said;
        if (scope != null && paths.apply(scope).isEmpty() && Scope.mayEverywhere(caller, Action.INSTALL_PLUGINS)) {
            throw Problem.invalid(
                    "/query/orgUnit", "There is no organisational unit '" + scope + "'; name one that is there.");
        }
        return scope;
    }

    /** Who has one part of the tree means that. */
    private static @Nullable String own(Caller caller) {
        return Scope.reach(caller, Action.INSTALL_PLUGINS) instanceof Reach.Under under
                        && under.units().size() == 1
                ? under.units().getFirst()
                : null;
    }

    boolean may(Caller caller, @Nullable String scope, boolean code) {
        try {
            demand(caller, scope, code);
            return true;
        } catch (Problem refused) {
            return false;
        }
    }

    /** @throws Problem 403 */
    void demand(Caller caller, @Nullable String scope, boolean code) {
        if (code && !Scope.mayEverywhere(caller, Action.RUN_CODE)) {
            throw Problem.forbidden(
                    "The plugin brings code, and only an administrator of everything may let code run.");
        }
        if (scope == null) {
            Scope.demand(caller, Action.INSTALL_PLUGINS, "", List.of());
        } else {
            Scope.demandIn(caller, Action.INSTALL_PLUGINS, paths.apply(scope).orElse("/"));
        }
    }
}
