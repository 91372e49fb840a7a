package vn.hoctap.server.identity.realm;

import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What was changed in the realm, or would be: then nothing is. */
final class Changes {
    private final boolean only;
    private final List<String> told = new ArrayList<>();

    /** @param only whether changes are told and not made */
    Changes(boolean only) {
        this.only = only;
    }

    void make(String what, Runnable change) {
        told.add(what);
        if (!only) {
            change.run();
        }
    }

    /** A change that Keycloak answers. */
    void ask(String what, Supplier<Response> change) {
        make(what, () -> {
            try (Response response = change.get()) {
                if (response.getStatusInfo().getFamily() != Response.Status.Family.SUCCESSFUL) {
                    throw new RealmFault("Keycloak refused this: %s (%d %s)."
                            .formatted(what, response.getStatus(), response.readEntity(String.class)));
                }
            }
        });
    }

    /** Whether what was just created is there, so that one can look into it. */
    boolean real() {
        return !only;
    }

    List<String> told() {
        return List.copyOf(told);
    }
}
