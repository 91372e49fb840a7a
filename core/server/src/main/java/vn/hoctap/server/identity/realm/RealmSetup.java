package vn.hoctap.server.identity.realm;

import jakarta.ws.rs.NotFoundException;
import java.util.List;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.RealmResource;

/**
 * Creates the realm, or puts right in one that is there what this program needs. What an operator has added stays, and so
 * does what he may decide himself, for instance how long sessions last. A second run changes nothing.
 */
public final class RealmSetup {
    private final Wish wish;
    private final RealmFile file;
    private final Changes changes;

    private RealmSetup(Wish wish, boolean only) {
        this.wish = wish;
        this.file = RealmFile.of(wish);
        this.changes = new Changes(only);
    }

    /**
     * @param only whether changes are told and not made
     * @return what was changed, one line each
     * @throws RealmFault when Keycloak cannot be asked or refuses
     */
    public static List<String> run(AdminDoor door, Wish wish, boolean only) {
        return door.in(keycloak -> new RealmSetup(wish, only).run(keycloak));
    }

    private List<String> run(Keycloak keycloak) {
        RealmResource realm = keycloak.realm(wish.realm());
        if (!exists(realm)) {
            changes.make(
                    "realm " + wish.realm() + ": created, with its roles, groups, the client " + wish.clientId()
                            + " and its mappers",
                    () -> keycloak.realms().create(file.whole()));
            if (!changes.real()) {
                return changes.told();
            }
        }
        // A token names the realms that were there when it was signed.
        keycloak.tokenManager().refreshToken();
        repair(realm);
        return changes.told();
    }

    private void repair(RealmResource realm) {
        RoleRepair roles = new RoleRepair(realm, file, changes);
        ClientRepair client = new ClientRepair(realm, file, roles, changes);
        roles.run();
        new ProfileRepair(realm.users().userProfile(), file, changes).run();
        new GroupRepair(realm, file, roles, changes).run(wish.places());
        client.run();
        wish.secretFile()
                .ifPresent(path -> client.found()
                        .forEach(there -> new SecretRepair(realm.clients().get(there.getId()), path, changes).run()));
    }

    private static boolean exists(RealmResource realm) {
        try {
            realm.toRepresentation();
            return true;
        } catch (NotFoundException absent) {
            return false;
        }
    }
}
