package vn.hoctap.server.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.hoctap.server.exchange.Staging.Place;
import vn.hoctap.server.exchange.Staging.Staged;

/**
 * Puts units before those below them and those whose place they take; what hangs below itself comes last, and is refused
 * there. Memory holds the ids of a file, of which there are as many as a country has units. Used by one thread.
 */
final class ParentsFirst {
    private static final int PAGE = 1_000;
    private static final int DEEPEST = 50;
    private static final int NEVER = 99;

    private record Unit(int row, String place, List<String> needs) {}

    private final Staging staging;
    private final Map<String, List<Unit>> units = new HashMap<>();
    private final Map<String, Integer> depths = new HashMap<>();

    private ParentsFirst(Staging staging) {
        this.staging = staging;
    }

    static void put(Staging staging) {
        ParentsFirst order = new ParentsFirst(staging);
        order.read();
        order.write();
    }

    private void read() {
        List<Staged> page = staging.page(Place.BEGINNING, PAGE);
        while (!page.isEmpty()) {
            page.forEach(row -> units.computeIfAbsent(row.subject(), id -> new ArrayList<>())
                    .add(new Unit(row.row(), row.place(), needs(row))));
            page = staging.page(new Place(page.getLast().place(), page.getLast().row()), PAGE);
        }
    }

    private static List<String> needs(Staged row) {
        List<String> needs = new ArrayList<>();
        if (row.body().hasNonNull("parent")) {
            needs.add(row.body().path("parent").asText());
        }
        row.body().path("successors").forEach(successor -> needs.add(successor.asText()));
        return needs;
    }

    private void write() {
        Map<Integer, String> places = new HashMap<>();
        units.forEach((id, rows) -> {
            int depth = depth(id, new HashSet<>());
            // Once more after a stop: the depth of before gives way.
            rows.forEach(unit -> places.put(
                    unit.row(),
                    "%02d/%s"
                            .formatted(
                                    depth, unit.place().substring(unit.place().indexOf('/') + 1))));
            if (places.size() >= PAGE) {
                staging.move(places);
                places.clear();
            }
        });
        staging.move(places);
    }

    /** @param above units that are being looked at already */
    private int depth(String id, Set<String> above) {
        Integer known = depths.get(id);
        if (known != null) {
            return known;
        }
        if (above.size() == DEEPEST || !above.add(id)) {
            return NEVER;
        }
        int depth = 0;
        for (Unit unit : units.getOrDefault(id, List.of())) {
            for (String need : unit.needs()) {
                if (units.containsKey(need)) {
                    depth = Math.max(depth, Math.min(NEVER, depth(need, above) + 1));
                }
            }
        }
        above.remove(id);
        depths.put(id, depth);
        return depth;
    }
}
