package vn.hoctap.server.access;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Who asks: a column of the rules, with his role for a part of the tree or for all of it. */
enum Who {
    NOBODY(0, false),
    STRANGER(1, false),
    LEARNER(2, false),
    CENTER(3, false),
    OFFICER(4, false),
    ADMIN(5, false),
    AUDITOR(6, false),
    ROOT_OFFICER(4, true),
    ROOT_ADMIN(5, true),
    ROOT_AUDITOR(6, true);

    private final int column;
    private final boolean everywhere;

    Who(int column, boolean everywhere) {
        this.column = column;
        this.everywhere = everywhere;
    }

    int column() {
        return column;
    }

    boolean everywhere() {
        return everywhere;
    }

    /** As in tokens. */
    String account() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a token says of him. */
    JsonObject claims() {
        JsonArray roles = new JsonArray();
        JsonObject claims = new JsonObject().put("realm_access", new JsonObject().put("roles", roles));
        if (this == LEARNER) {
            claims.put("subject", Whose.SELF.person());
        }
        if (column >= LEARNER.column) {
            String role = account().replace("root_", "");
            roles.add(role);
            JsonObject entry = new JsonObject().put("role", role).put("unit", everywhere ? null : Whose.PART);
            claims.put("org_units", this == LEARNER ? new JsonArray() : new JsonArray().add(entry));
        }
        return claims;
    }
}
