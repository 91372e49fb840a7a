package vn.hoctap.server.identity.realm;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** The client under which this program is known: its addresses, what its tokens say, and the account of its own. */
record ClientRepair(RealmResource realm, RealmFile file, RoleRepair roles, Changes changes) {
    private static final String PROTOCOL = "openid-connect";

    void run() {
        if (found().isEmpty()) {
            changes.ask(
                    name() + ": created",
                    () -> realm.clients().create(RealmFile.as(ClientRepresentation.class, file.wholeClient())));
        }
        found().forEach(this::repair);
    }

    /** At most one. */
    List<ClientRepresentation> found() {
        return realm.clients().findByClientId(file.clientId());
    }

    private String name() {
        return "client " + file.clientId();
    }

    private void repair(ClientRepresentation there) {
        ClientResource client = realm.clients().get(there.getId());
        Gaps gaps = Gaps.of(RealmFile.JSON.valueToTree(there), file.client());
        if (!gaps.none()) {
            changes.make(
                    name() + ": " + String.join(", ", gaps.told()),
                    () -> client.update(RealmFile.as(ClientRepresentation.class, gaps.filled())));
        }
        mappers(client);
        scopes(client);
        roles.map(name() + ", in its tokens", client.getScopeMappings(), file.scopeRoles());
        if (changes.real() || Boolean.TRUE.equals(there.isServiceAccountsEnabled())) {
            serviceAccount(client.getServiceAccountUser());
        }
    }

    private void scopes(ClientResource client) {
        List<ClientScopeRepresentation> defaults = client.getDefaultClientScopes();
        Set<String> there =
                defaults.stream().map(ClientScopeRepresentation::getName).collect(Collectors.toSet());
        Map<String, String> ids = realm.clientScopes().findAll().stream()
                .collect(Collectors.toMap(ClientScopeRepresentation::getName, ClientScopeRepresentation::getId));
        file.clientScopes().stream()
                .filter(scope -> !there.contains(scope) && ids.containsKey(scope))
                .forEach(scope -> changes.make(
                        name() + ": has the scope " + scope, () -> client.addDefaultClientScope(ids.get(scope))));
        defaults.stream()
                .filter(scope -> RealmFile.TELLING.contains(scope.getName()))
                .forEach(scope -> changes.make(
                        name() + ": no longer has the scope " + scope.getName() + ", which puts names into addresses",
                        () -> client.removeDefaultClientScope(scope.getId())));
    }

    private void mappers(ClientResource client) {
        Map<String, ProtocolMapperRepresentation> there =
                client.getProtocolMappers().getMappersPerProtocol(PROTOCOL).stream()
                        .collect(Collectors.toMap(ProtocolMapperRepresentation::getName, Function.identity()));
        file.mappers().forEach(wanted -> mapper(client, there.get(wanted.getName()), wanted));
    }

    private void mapper(
            ClientResource client, @Nullable ProtocolMapperRepresentation there, ProtocolMapperRepresentation wanted) {
        String what = name() + ", mapper " + wanted.getName() + ": ";
        if (there == null) {
            changes.ask(what + "created", () -> client.getProtocolMappers().createMapper(wanted));
            return;
        }
        Gaps gaps = Gaps.of(RealmFile.JSON.valueToTree(there), RealmFile.JSON.valueToTree(wanted));
        if (!gaps.none()) {
            changes.make(
                    what + String.join(", ", gaps.told()),
                    () -> client.getProtocolMappers()
                            .update(there.getId(), RealmFile.as(ProtocolMapperRepresentation.class, gaps.filled())));
        }
    }

    /** What stands there is seen in the client's own token and shows that the mapper works. */
    private void serviceAccount(UserRepresentation account) {
        Gaps gaps = Gaps.of(RealmFile.JSON.valueToTree(account), file.serviceAccount());
        if (!gaps.none()) {
            changes.make(
                    name() + ", its own account: " + String.join(", ", gaps.told()),
                    () -> realm.users()
                            .get(account.getId())
                            .update(RealmFile.as(UserRepresentation.class, gaps.filled())));
        }
        roles.map(
                name() + ", its own account", realm.users().get(account.getId()).roles(), List.of(file.defaultRole()));
    }
}
