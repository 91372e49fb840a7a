package vn.hoctap.server.identity.realm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.admin.client.resource.GroupResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.GroupRepresentation;
import vn.hoctap.server.http.Json;

/**
 * The groups: one for each role but the learner's, and below it one for each unit for which somebody has the role. Whoever
 * is put into {@code /officer/quang-vinh} is an officer, and that for Quảng Vinh.
 */
record GroupRepair(RealmResource realm, RealmFile file, RoleRepair roles, Changes changes) {
    private static final int MOST = 1_000;

    void run(List<Wish.Place> places) {
        for (ObjectNode wanted : file.groups()) {
            String name = wanted.path("name").asText();
            if (top(name).isEmpty()) {
                changes.ask("group /" + name + ": created", () -> realm.groups().add(named(name)));
            }
            top(name)
                    .ifPresent(group ->
                            roles.map("group /" + name, group.roles(), RealmFile.texts(wanted.path("realmRoles"))));
        }
        places.forEach(this::place);
    }

    private void place(Wish.Place place) {
        String path = "/" + place.role().slug() + "/" + place.unit();
        ObjectNode wanted = RealmFile.JSON.createObjectNode();
        wanted.putObject("attributes")
                .putArray("org_units")
                .add(Json.text(Map.of("role", place.role().slug(), "unit", place.unit())));
        Optional<GroupResource> above = top(place.role().slug());
        Optional<GroupRepresentation> there = above.flatMap(group -> below(group, place.unit()));
        if (there.isPresent()) {
            GroupRepresentation group = there.get();
            Gaps gaps = Gaps.of(RealmFile.JSON.valueToTree(group), wanted);
            if (!gaps.none()) {
                changes.make(
                        "group " + path + ": " + String.join(", ", gaps.told()),
                        () -> realm.groups()
                                .group(group.getId())
                                .update(RealmFile.as(GroupRepresentation.class, gaps.filled())));
            }
        } else {
            wanted.put("name", place.unit());
            changes.ask(
                    "group " + path + ": created",
                    () -> above.orElseThrow().subGroup(RealmFile.as(GroupRepresentation.class, wanted)));
        }
    }

    private Optional<GroupResource> top(String name) {
        return realm.groups().groups(name, true, 0, MOST, false).stream()
                .filter(group -> group.getPath().equals("/" + name))
                .findFirst()
                .map(group -> realm.groups().group(group.getId()));
    }

    private static Optional<GroupRepresentation> below(GroupResource group, String name) {
        return group.getSubGroups(name, true, 0, MOST, false).stream()
                .filter(sub -> sub.getName().equals(name))
                .findFirst();
    }

    private static GroupRepresentation named(String name) {
        GroupRepresentation group = new GroupRepresentation();
        group.setName(name);
        return group;
    }
}
