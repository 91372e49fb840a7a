package vn.hoctap.server.orgunit;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a reorganisation comes to.
 *
 * @param before the tree on its last day
 * @param after the tree on the first day of the new order
 * @param created units that are new, in an order in which each comes after what it hangs under
 * @param changed units that end, or get attributes of their own, as they are to be
 * @param hangings what hangs elsewhere from the day on
 * @param moves where those go who live or work at a unit that ends; empty: nowhere
 */
record Plan(
        LocalDate effective,
        OrgTree before,
        OrgTree after,
        List<OrgUnit> created,
        List<OrgUnit> changed,
        List<Hanging> hangings,
        Map<String, Optional<String>> moves) {

    /** Units that end. */
    List<OrgUnit> ended() {
        return changed.stream().filter(unit -> moves.containsKey(unit.id())).toList();
    }

    /** How many units are new, end, and hang elsewhere. */
    Map<String, Integer> tally() {
        return Map.of(
                "created", created.size(),
                "ended", ended().size(),
                "moved",
                        (int) hangings.stream()
                                .filter(hanging -> !moves.containsKey(hanging.unit()))
                                .count());
    }

    /** Units of which something is different. */
    List<String> touched() {
        return Stream.of(
                        created.stream().map(OrgUnit::id),
                        changed.stream().map(OrgUnit::id),
                        changed.stream().map(OrgUnit::successors).flatMap(Collection::stream),
                        moves.values().stream().flatMap(Optional::stream),
                        hangings.stream().map(Hanging::unit))
                .flatMap(units -> units)
                .distinct()
                .toList();
    }

    /** The units whose people may be judged otherwise; whoever only gets new neighbours is not among them. */
    List<String> concerned() {
        return touched().stream()
                .flatMap(unit -> Stream.concat(before.below(unit).stream(), after.below(unit).stream()))
                .distinct()
                .sorted()
                .toList();
    }
}
