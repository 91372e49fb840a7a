package vn.hoctap.server.xapi;

import java.util.List;
import java.util.Optional;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Grant;
import vn.hoctap.server.identity.Role;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.UnitTree;

/**
 * Who sent statements: a provider, which speaks as a centre of its part of the tree, or an administrator.
 *
 * @param id as kept with the statements; part of what their facts are known by
 */
record Sender(String id, Caller caller) {
    private static final String BEARER = "bearer:";

    static Sender of(Provider provider) {
        return new Sender(
                provider.id(),
                new Caller(
                        "provider:" + provider.id(),
                        Optional.empty(),
                        List.of(new Grant(Role.CENTER, provider.orgUnit()))));
    }

    static Sender of(Caller administrator) {
        return new Sender(BEARER + administrator.name(), administrator);
    }

    /** As whom a statement was accepted once; a revoked key's statements stay good. */
    static Sender former(String id, Providers providers) {
        return providers
                .find(id)
                .map(Sender::of)
                .orElseGet(() -> new Sender(
                        id,
                        new Caller(
                                id.startsWith(BEARER) ? id.substring(BEARER.length()) : id,
                                Optional.empty(),
                                List.of(new Grant(Role.ADMIN, null)))));
    }

    /** The same, whose part is what took the place of a unit that is no more. */
    Sender following(UnitTree tree) {
        return new Sender(id, caller.following(tree::heirs));
    }

    boolean covers(SubjectPlaces subject) {
        return Scope.may(caller, Scope.Action.RECORD, subject.id(), subject.paths());
    }
}
