package vn.hoctap.server.subject;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.http.Fields;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;

/** Memberships in families, clans and other collectives over HTTP. */
public final class MembershipApi {
    private final Memberships memberships;
    private final Subjects subjects;
    private final Consequences consequences;

    public MembershipApi(Memberships memberships, Subjects subjects, Consequences consequences) {
        this.memberships = memberships;
        this.subjects = subjects;
        this.consequences = consequences;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("putMembership", this::put);
    }

    private void put(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.EDIT);
        Membership membership = read(Json.body(context), caller);
        put(membership, caller);
        Json.send(context, 200, SubjectJson.membership(membership));
    }

    /** @throws Problem 409 when it overlaps with another one */
    public void put(Membership membership, Caller caller) {
        memberships.put(membership, caller.name());
        subjects.forget(membership.collective());
        consequences.judge(List.of(membership.member(), membership.collective()), caller.name());
    }

    /**
     * Reads what a caller sends, who must be allowed to.
     *
     * @throws Problem 400, 403
     */
    public Membership read(JsonNode body, Caller caller) {
        Fields fields = new Fields(body);
        String member = required(fields, "member");
        String collective = required(fields, "collective");
        Optional<LocalDate> from = fields.date("from");
        LocalDate to = fields.date("to").orElse(null);
        fields.check();
        Subject belonging = editable(fields, "member", member, caller);
        Subject whole = editable(fields, "collective", collective, caller);
        if (!fit(belonging, whole)) {
            fields.fault(
                    "/collective",
                    "A family takes citizens, another collective families too; "
                            + "whoever lives or works in an organisational unit is its member without further entry.");
        }
        LocalDate start = from.orElseGet(() -> running(belonging, collective));
        if (to != null && !to.isAfter(start)) {
            fields.fault(
                    "/to", "to must be later than from (" + start + "); it is the first day without the membership.");
        }
        fields.check();
        return new Membership(member, collective, start, to);
    }

    /** The beginning of the membership that holds today, so that it can be ended without knowing when it began. */
    private LocalDate running(Subject member, String collective) {
        LocalDate today = subjects.today();
        return member.memberships().stream()
                .filter(known -> known.collective().equals(collective) && known.covers(today))
                .map(Membership::from)
                .findFirst()
                .orElse(today);
    }

    private static String required(Fields fields, String name) {
        Optional<String> id = fields.id(name);
        if (fields.get(name).isMissingNode()) {
            fields.fault("/" + name, name + " is missing.");
        }
        return id.orElse("");
    }

    private static boolean fit(Subject member, Subject collective) {
        return switch (collective.kind()) {
            case CITIZEN -> false;
            case FAMILY -> member.kind() == SubjectKind.CITIZEN;
            case CLAN -> member.kind() == SubjectKind.CITIZEN || member.kind() == SubjectKind.FAMILY;
            case COMMUNITY, UNIT ->
                collective.orgUnit() == null
                        && (member.kind() == SubjectKind.CITIZEN || member.kind() == SubjectKind.FAMILY);
        };
    }

    /**
     * A clan reaches across communes: whoever may edit the member may say that it belongs to one, but nobody to the one that
     * he speaks for.
     */
    private Subject editable(Fields fields, String field, String id, Caller caller) {
        SubjectPlaces places = subjects.places(List.of(id)).get(id);
        List<String> paths = places == null ? List.of() : places.paths();
        boolean clan = field.equals("collective") && places != null && places.kind() == SubjectKind.CLAN;
        if (!clan || Scope.close(caller, id, paths)) {
            Scope.demand(caller, Action.EDIT, id, paths);
        }
        Optional<Subject> subject = subjects.find(id);
        if (subject.isEmpty()) {
            fields.fault("/" + field, "There is no subject " + id + ".");
            fields.check();
        }
        return subject.orElseThrow();
    }
}
