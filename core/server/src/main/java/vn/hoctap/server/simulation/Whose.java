package vn.hoctap.server.simulation;

import java.util.Optional;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.orgunit.OrgTree;

/** Whose people somebody may look at in a simulation. */
final class Whose {
    private Whose() {}

    /** The part of the tree that he may look at: the one he names, or all of his where that is one. */
    static Optional<String> unit(Optional<String> wished, Caller caller, OrgTree tree) {
        if (wished.isPresent()) {
            Scope.demandIn(caller, Action.SIMULATE, tree.path(wished.get()));
            if (!tree.knows(wished.get())) {
                throw Problem.invalid("/orgUnit", "There is no organisational unit '" + wished.get() + "'.");
            }
            return wished;
        }
        return switch (Scope.reach(caller, Action.SIMULATE)) {
            case Reach.All all -> Optional.empty();
            case Reach.Under under -> Optional.of(only(under));
            case Reach.Own own -> throw forbidden();
            case Reach.None none -> throw forbidden();
        };
    }

    private static String only(Reach.Under under) {
        if (under.units().size() != 1) {
            throw Problem.invalid("/orgUnit", "Say for which part of the tree: one of " + under.units() + ".");
        }
        return under.units().getFirst();
    }

    private static Problem forbidden() {
        return Problem.forbidden("Simulations are for centres, officers and administrators.");
    }
}
