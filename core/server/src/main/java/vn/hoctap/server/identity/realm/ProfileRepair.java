package vn.hoctap.server.identity.realm;

import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.resource.UserProfileResource;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPConfig;

/**
 * The attributes of people that say who they are and for which units they have their roles. Only administrators may set
 * them: whoever could set his own would be whom he likes.
 */
record ProfileRepair(UserProfileResource profile, RealmFile file, Changes changes) {

    void run() {
        UPConfig there = profile.getConfiguration();
        file.userProfile().getAttributes().stream()
                .filter(wanted -> !wanted.getPermissions().getEdit().contains("user"))
                .filter(wanted -> !kept(there.getAttribute(wanted.getName()), wanted))
                .forEach(
                        wanted -> changes.make("attribute " + wanted.getName() + ": only administrators set it", () -> {
                            there.addOrReplaceAttribute(wanted);
                            profile.update(there);
                        }));
    }

    private static boolean kept(@Nullable UPAttribute there, UPAttribute wanted) {
        return there != null
                && there.isMultivalued() == wanted.isMultivalued()
                && there.getPermissions() != null
                && wanted.getPermissions()
                        .getEdit()
                        .equals(there.getPermissions().getEdit());
    }
}
