package vn.hoctap.server.identity.realm;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.RoleMappingResource;
import org.keycloak.representations.idm.RoleRepresentation;

/** The roles, and that everybody is a learner. */
record RoleRepair(RealmResource realm, RealmFile file, Changes changes) {

    void run() {
        Set<String> there = names(realm.roles().list());
        file.roles().stream()
                .filter(role -> !there.contains(role.path("name").asText()))
                .forEach(role -> changes.make(
                        "role " + role.path("name").asText() + ": created",
                        () -> realm.roles().create(RealmFile.as(RoleRepresentation.class, role))));
        Set<String> everybodys =
                names(List.copyOf(realm.roles().get(file.defaultRole()).getRealmRoleComposites()));
        file.everybodys().stream()
                .filter(role -> !everybodys.contains(role))
                .forEach(role -> changes.make(
                        "role " + role + ": everybody has it",
                        () -> realm.roles().get(file.defaultRole()).addComposites(List.of(role(role)))));
    }

    /** @param owner what has the roles, in words */
    void map(String owner, RoleMappingResource mapping, List<String> wanted) {
        Set<String> there = names(mapping.realmLevel().listAll());
        wanted.stream()
                .filter(role -> !there.contains(role))
                .forEach(role -> changes.make(
                        owner + ": has the role " + role,
                        () -> mapping.realmLevel().add(List.of(role(role)))));
    }

    private RoleRepresentation role(String name) {
        return realm.roles().get(name).toRepresentation();
    }

    private static Set<String> names(List<RoleRepresentation> roles) {
        return roles.stream().map(RoleRepresentation::getName).collect(Collectors.toSet());
    }
}
