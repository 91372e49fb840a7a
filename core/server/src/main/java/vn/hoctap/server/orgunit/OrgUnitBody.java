package vn.hoctap.server.orgunit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Fields;
import vn.hoctap.server.subject.AttributesBody;

/** Reads an organisational unit, or a change of one, as it is sent. */
final class OrgUnitBody {
    /** Ids of units make paths, which say what is in whose part. */
    static final String NO_SLASH = "The id of a unit has no slash.";

    private static final int MAX_NAME = 200;

    private final Fields fields;

    OrgUnitBody(JsonNode body) {
        this.fields = new Fields(body);
    }

    OrgUnit created() {
        String id = fields.id("id").orElseGet(() -> UUID.randomUUID().toString());
        Optional<OrgUnitKind> kind = kind();
        Optional<String> name = fields.text("name", MAX_NAME);
        if (id.contains("/")) {
            fields.fault("/id", NO_SLASH);
        }
        if (fields.get("name").isMissingNode()) {
            fields.fault("/name", "name is missing.");
        }
        fields.check();
        return changed(OrgUnit.of(id, kind.orElseThrow(), name.orElseThrow(), null));
    }

    /** The unit with what was sent; everything else stays. */
    OrgUnit changed(OrgUnit unit) {
        if (fields.id("id").filter(id -> !id.equals(unit.id())).isPresent()) {
            fields.fault("/id", "id cannot be changed.");
        }
        LocalDate from = fields.has("from") ? fields.date("from").orElse(null) : unit.from();
        LocalDate to = fields.has("to") ? fields.date("to").orElse(null) : unit.to();
        if (from != null && to != null && !to.isAfter(from)) {
            fields.fault("/to", "to must be later than from; it is the first day without the unit.");
        }
        OrgUnit changed = new OrgUnit(
                unit.id(),
                fields.has("kind") ? kind().orElse(unit.kind()) : unit.kind(),
                fields.text("name", MAX_NAME).orElse(unit.name()),
                fields.has("parent") ? fields.id("parent").orElse(null) : unit.parent(),
                from,
                to,
                fields.has("successors") ? List.copyOf(fields.ids("successors")) : unit.successors(),
                attributes(unit));
        fields.check();
        return changed;
    }

    /** From which day on it hangs under the parent that is sent; empty: it never hung elsewhere. */
    Optional<LocalDate> parentFrom(LocalDate today) {
        if (!fields.has("parentFrom")) {
            return Optional.of(today);
        }
        if (!fields.has("parent")) {
            fields.fault("/parentFrom", "parentFrom says from which day on the parent holds: send parent too.");
        }
        Optional<LocalDate> from = fields.date("parentFrom");
        fields.check();
        return from;
    }

    private Map<String, Object> attributes(OrgUnit unit) {
        Map<String, Object> values = new HashMap<>(unit.attributes());
        Map<String, @Nullable Object> sent = new AttributesBody(fields).read();
        sent.forEach((name, value) -> {
            if (value == null) {
                values.remove(name);
            } else {
                values.put(name, value);
            }
        });
        return values;
    }

    private Optional<OrgUnitKind> kind() {
        Optional<OrgUnitKind> kind = OrgUnitKind.of(fields.get("kind").asText());
        if (kind.isEmpty()) {
            fields.fault("/kind", "kind must be one of country, province, district, commune, village, organisation.");
        }
        return kind;
    }
}
