package vn.hoctap.server.orgunit;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Page;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.subject.Consequences;
import vn.hoctap.server.subject.SearchText;
import vn.hoctap.server.subject.Subjects;

/** The tree over HTTP. Names of places are no secret: everybody who is signed in may read them. */
public final class OrgUnitApi {
    private static final int BATCH = 500;

    private final OrgUnits units;
    private final Subjects subjects;
    private final Consequences consequences;

    public OrgUnitApi(OrgUnits units, Subjects subjects, Consequences consequences) {
        this.units = units;
        this.subjects = subjects;
        this.consequences = consequences;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "listOrgUnits", this::list,
                "getOrgUnit", this::get,
                "createOrgUnit", this::create,
                "patchOrgUnit", this::patch);
    }

    private void list(RoutingContext context) {
        Caller.of(context);
        Page page = Page.of(context);
        String parent = context.queryParams().get("parent");
        OrgTree tree = units.tree();
        List<OrgUnit> found = tree.units().stream()
                .filter(unit -> parent == null || parent.equals(unit.parent()))
                .filter(unit -> page.after()
                        .map(after -> unit.id().compareTo(after) > 0)
                        .orElse(true))
                .filter(wanted(context))
                .limit(page.fetch())
                .toList();
        page.send(context, found, OrgUnit::id, OrgUnitApi::json);
    }

    private static Predicate<OrgUnit> wanted(RoutingContext context) {
        String kind = context.queryParams().get("kind");
        String sent = context.queryParams().get("q");
        String text = sent == null ? "" : SearchText.of(sent);
        return unit -> (kind == null || unit.kind().slug().equals(kind))
                && (SearchText.of(unit.name()).contains(text) || unit.id().startsWith(text));
    }

    private void get(RoutingContext context) {
        Caller.of(context);
        Json.send(context, 200, json(demand(id(context))));
    }

    private void create(RoutingContext context) {
        Caller caller = Caller.of(context);
        OrgUnit unit = read(caller, Json.body(context));
        units.create(List.of(unit), caller.name());
        context.response().putHeader("Location", context.request().path() + "/" + unit.id());
        Json.send(context, 201, json(unit));
    }

    private void patch(RoutingContext context) {
        Json.send(context, 200, json(change(Caller.of(context), id(context), Json.body(context))));
    }

    /**
     * Reads a new unit that a caller sends, who must be allowed to.
     *
     * @throws Problem 400, 403
     */
    OrgUnit read(Caller caller, JsonNode body) {
        Scope.demandSomewhere(caller, Action.EDIT_UNITS);
        OrgUnit unit = new OrgUnitBody(body).created();
        demandBelow(caller, unit.parent());
        demandHeirs(caller, unit.successors());
        return unit;
    }

    /**
     * What a known unit would be with what a caller sends, who must be allowed to.
     *
     * @throws Problem 400, 403
     */
    OrgUnit read(Caller caller, JsonNode body, OrgUnit known) {
        Scope.demandIn(caller, Action.EDIT_UNITS, units.tree().path(known.id()));
        OrgUnit wanted = new OrgUnitBody(body).changed(known);
        if (!Objects.equals(known.parent(), wanted.parent())) {
            demandBelow(caller, wanted.parent());
        }
        boolean sameEnd = Objects.equals(known.to(), wanted.to());
        demandHeirs(
                caller,
                wanted.successors().stream()
                        .filter(heir -> !sameEnd || !known.successors().contains(heir))
                        .toList());
        return wanted;
    }

    /**
     * Changes a unit as a caller sends it, and judges all whom that concerns.
     *
     * @throws Problem 400, 403, 404
     */
    OrgUnit change(Caller caller, String id, JsonNode body) {
        Scope.demandIn(caller, Action.EDIT_UNITS, units.tree().path(id));
        Changed changed = units.change(
                id, unit -> read(caller, body, unit), new OrgUnitBody(body).parentFrom(units.today()), caller.name());
        judgeEverybodyIn(changed.concerned(), caller);
        return changed.after();
    }

    private void demandBelow(Caller caller, @Nullable String parent) {
        Scope.demandIn(
                caller, Action.EDIT_UNITS, parent == null ? "/" : units.tree().path(parent));
    }

    /** Whoever has a role for a unit gets it for what takes its place; nobody gives himself a part that is not his. */
    private void demandHeirs(Caller caller, List<String> successors) {
        OrgTree tree = units.tree();
        successors.stream()
                .flatMap(successor -> Stream.concat(Stream.of(successor), tree.heirs(successor).stream()))
                .distinct()
                .forEach(heir -> Scope.demandIn(caller, Action.EDIT_UNITS, tree.path(heir)));
    }

    private void judgeEverybodyIn(List<String> concerned, Caller caller) {
        List<String> batch = concerned.isEmpty() ? List.of() : subjects.everIn(concerned, "", BATCH);
        while (!batch.isEmpty()) {
            consequences.judge(batch, caller.name());
            batch = subjects.everIn(concerned, batch.getLast(), BATCH);
        }
    }

    private static String id(RoutingContext context) {
        return Objects.requireNonNull(context.pathParam("id"));
    }

    private OrgUnit demand(String id) {
        return units.tree().find(id).orElseThrow(() -> Problem.notFound("There is no unit " + id + "."));
    }

    static Map<String, @Nullable Object> json(OrgUnit unit) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", unit.id());
        json.put("kind", unit.kind().slug());
        json.put("name", unit.name());
        json.put("parent", unit.parent());
        json.put("from", unit.from());
        json.put("to", unit.to());
        json.put("successors", unit.successors());
        json.put("attributes", unit.attributes());
        return json;
    }
}
