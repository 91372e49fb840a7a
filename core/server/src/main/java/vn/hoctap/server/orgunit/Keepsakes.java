package vn.hoctap.server.orgunit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What units had by the unit above them and would lose with it: they keep it as their own. A village of a difficult commune
 * stays in difficult conditions whatever its commune becomes a part of, until somebody says otherwise.
 */
final class Keepsakes {
    private Keepsakes() {}

    /** The units with what they keep. */
    static List<OrgUnit> of(OrgTree before, OrgTree after, List<Hanging> moved) {
        List<OrgUnit> keeping = new ArrayList<>();
        for (Hanging hanging : moved) {
            after.find(hanging.unit()).ifPresent(unit -> {
                Map<String, Object> kept = new HashMap<>(unit.attributes());
                Map<String, Object> had = held(before, unit.id());
                Map<String, Object> has = held(after, unit.id());
                had.forEach((name, value) -> {
                    if (!Objects.equals(has.get(name), value)) {
                        kept.put(name, value);
                    }
                });
                if (!kept.equals(unit.attributes())) {
                    keeping.add(unit.with(kept));
                }
            });
        }
        return keeping;
    }

    /** What holds for everybody in the unit, by the nearest that has it. */
    static Map<String, Object> held(OrgTree tree, String unit) {
        Map<String, Object> held = new HashMap<>();
        Stream.concat(Stream.of(unit), tree.chain(unit, tree.day()).stream().skip(1))
                .forEach(id -> tree.attributes(id).forEach(held::putIfAbsent));
        return held;
    }
}
