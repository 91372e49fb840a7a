package vn.hoctap.server.simulation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.simulation.SimulationJob.Steps;
import vn.hoctap.server.simulation.Tally.Line;
import vn.hoctap.server.simulation.Tally.Sums;

/** Adds up what a simulation or a batch changes, as its job shows it. */
record Results(Sql sql, Supplier<OrgTree> tree, Signatures signatures) {

    /** @param held titles of the name and cycle that are held, before */
    ObjectNode of(UUID job, @Nullable String orgUnit, Steps steps, long held) {
        Tally tally = new Tally(new TitleChanges(sql).counts(job));
        Sums all = tally.all();
        ObjectNode result = Json.mapper().createObjectNode();
        result.put("subjects", steps.subjects());
        result.put("concerned", steps.concerned());
        result.put("held", held);
        result.setAll(all.json());
        result.put("lostShare", Tally.lostShare(all));
        result.put("signatures", signatures.needed(all));
        lines(result.putArray("units"), "unit", tally.byUnit(tree.get(), orgUnit));
        lines(result.putArray("groups"), "group", tally.byGroup());
        return result;
    }

    private static void lines(ArrayNode array, String name, List<Line> lines) {
        for (Line line : lines) {
            ObjectNode json = line.sums().json();
            json.put(name, line.key().orElse(null));
            array.add(json);
        }
    }
}
