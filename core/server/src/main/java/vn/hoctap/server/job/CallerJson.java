package vn.hoctap.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Grant;
import vn.hoctap.server.identity.Role;

/** A caller as a job keeps him: {@code {name, subject, grants: [{role, unit}]}}. */
final class CallerJson {
    private CallerJson() {}

    static ObjectNode write(Caller caller) {
        ObjectNode json = Json.mapper().createObjectNode().put("name", caller.name());
        json.put("subject", caller.subject().orElse(null));
        var grants = json.putArray("grants");
        caller.grants()
                .forEach(grant ->
                        grants.addObject().put("role", grant.role().slug()).put("unit", grant.unit()));
        return json;
    }

    /** A role that this version does not know any more gives nothing. */
    static Caller read(JsonNode json) {
        List<Grant> grants = new ArrayList<>();
        json.path("grants")
                .forEach(grant -> Role.of(grant.path("role").asText())
                        .ifPresent(role ->
                                grants.add(new Grant(role, grant.path("unit").textValue()))));
        return new Caller(
                json.path("name").asText(),
                Optional.ofNullable(json.path("subject").textValue()),
                grants);
    }
}
