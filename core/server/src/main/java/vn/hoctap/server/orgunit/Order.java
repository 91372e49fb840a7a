package vn.hoctap.server.orgunit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.job.Jobs;

/**
 * What is left to do once the tree is another one.
 *
 * @param units how many are new, end, and hang elsewhere
 * @param moving how many live or work at a unit that ends
 * @param moves where those go who live or work at a unit that ends; empty: nowhere
 * @param concerned the units whose people are judged anew
 */
record Order(
        LocalDate effective,
        String reason,
        Map<String, Integer> units,
        long moving,
        Map<String, Optional<String>> moves,
        List<String> concerned) {

    static Order of(Reorganisation wanted, Plan plan, long moving) {
        return new Order(wanted.effective(), wanted.reason(), plan.tally(), moving, plan.moves(), plan.concerned());
    }

    ObjectNode stored() {
        ObjectNode stored = Json.mapper()
                .createObjectNode()
                .put("effective", effective.toString())
                .put(Jobs.NOT_BEFORE, effective.toString())
                .put("reason", reason)
                .put("moving", moving);
        ObjectNode counts = stored.putObject("units");
        units.forEach(counts::put);
        ObjectNode to = stored.putObject("moves");
        moves.forEach((unit, heir) -> to.put(unit, heir.orElse(null)));
        concerned.forEach(stored.putArray("concerned")::add);
        return stored;
    }

    static Order read(JsonNode json) {
        Map<String, Integer> units = new LinkedHashMap<>();
        json.path("units")
                .properties()
                .forEach(count -> units.put(count.getKey(), count.getValue().asInt()));
        Map<String, Optional<String>> moves = new LinkedHashMap<>();
        json.path("moves")
                .properties()
                .forEach(move -> moves.put(
                        move.getKey(), Optional.ofNullable(move.getValue().textValue())));
        List<String> concerned = new ArrayList<>();
        json.path("concerned").forEach(unit -> concerned.add(unit.asText()));
        LocalDate effective = LocalDate.parse(json.path("effective").asText());
        long moving = json.path("moving").asLong();
        return new Order(effective, json.path("reason").asText(), units, moving, moves, concerned);
    }
}
