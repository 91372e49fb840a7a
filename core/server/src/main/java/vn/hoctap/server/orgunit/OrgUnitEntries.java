package vn.hoctap.server.orgunit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.subject.Consequences;
import vn.hoctap.server.subject.Subjects;

/** Units that somebody enters in numbers, each judged as if it had been sent alone. Safe for use from any thread. */
public final class OrgUnitEntries {
    private final OrgUnits units;
    private final OrgUnitApi api;

    public OrgUnitEntries(OrgUnits units, Subjects subjects, Consequences consequences) {
        this.units = units;
        this.api = new OrgUnitApi(units, subjects, consequences);
    }

    /**
     * Whether all of it is known already.
     *
     * @throws vn.hoctap.server.http.Problem 400, 403
     */
    public boolean saysNothingNew(Caller caller, JsonNode body) {
        Optional<OrgUnit> known = known(body);
        if (known.isEmpty()) {
            api.read(caller, body);
            return false;
        }
        return api.read(caller, body, known.get()).equals(known.get());
    }

    public boolean knows(String unit) {
        return units.tree().knows(unit);
    }

    /** @throws vn.hoctap.server.http.Problem 400, 403, 409 */
    public void put(Caller caller, JsonNode body) {
        Optional<OrgUnit> known = known(body);
        if (known.isEmpty()) {
            units.create(List.of(api.read(caller, body)), caller.name());
        } else {
            api.change(caller, known.get().id(), body);
        }
    }

    private Optional<OrgUnit> known(JsonNode body) {
        return units.tree().find(body.path("id").asText());
    }
}
