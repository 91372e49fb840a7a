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
    /** Of the collectives that are still counted. */
    private static final int LISTED = 100;

    /** @param held titles of the name and cycle that are held, before */
    ObjectNode simulated(UUID job, SimulationOrder order, Steps steps, long held) {
        Tally tally = new Tally(new TitleChanges(sql).counts(job));
        long lately = signatures.lately(order.titles());
        ObjectNode result = of(tally, order.orgUnit(), steps, held);
        result.put("lostLately", lately);
        result.put("signatures", signatures.needed(tally.all(), lately));
        result.put("collectives", collectives(job));
        return result;
    }

    /** How many collectives count these people: they are looked at again, with what follows for them, after the change. */
    private long collectives(UUID job) {
        return sql.first(
                        "select count(distinct c.collective) as collectives from title_change t"
                                + " join contribution c on c.member = t.subject where t.job = $1 and t.fate <> 'RENEWED'",
                        job)
                .map(row -> row.getLong("collectives"))
                .orElse(0L);
    }

    ObjectNode judged(UUID job, ReevaluationOrder order, BatchProgress progress) {
        Tally tally = new Tally(new TitleChanges(sql).counts(job));
        ObjectNode result = of(tally, order.orgUnit(), progress.steps(), progress.held());
        result.put("signatures", signatures.needed(tally.all(), 0));
        ArrayNode counting = result.putArray("counting");
        sql.rows(
                        "select distinct s.id from headcount h join subject s on s.key = h.collective"
                                + " where h.reached_unit is not null and h.title = any($1) and h.cycle = any($2)"
                                + " order by s.id limit $3",
                        order.titles().toArray(String[]::new),
                        order.cycles().toArray(Integer[]::new),
                        LISTED)
                .forEach(row -> counting.add(row.getString("id")));
        return result;
    }

    private ObjectNode of(Tally tally, @Nullable String orgUnit, Steps steps, long held) {
        Sums all = tally.all();
        ObjectNode result = Json.mapper().createObjectNode();
        result.put("subjects", steps.subjects());
        result.put("concerned", steps.concerned());
        result.put("held", held);
        result.setAll(all.json());
        result.put("lostShare", Tally.lostShare(all));
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
