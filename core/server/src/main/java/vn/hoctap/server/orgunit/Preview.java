package vn.hoctap.server.orgunit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;

/**
 * What a reorganisation would do, before anybody does it.
 *
 * @param firstYear whose figures are by the new order; those of earlier years stay by the old one
 * @param moving who goes on at another unit, by kind of subject
 * @param concerned who is judged anew, by kind of subject
 * @param titles of all who are concerned, in force, by title; they stay as long as they are earned
 * @param ending titles in force of communities and working units that end
 * @param sets sets of plugins for a unit that ends, and for which they hold then
 * @param clashes of those, the sets that would judge the same people for the same title from then on
 * @param roles of people for a unit that ends
 * @param providers of learning systems for a unit that ends
 * @param attributes of units whose people would have another value than before
 */
record Preview(
        List<UnitLine> units,
        int firstYear,
        Map<String, Long> moving,
        Map<String, Long> concerned,
        Map<String, Long> titles,
        List<Survey.Ending> ending,
        List<SetLine> sets,
        List<String> clashes,
        List<Followed> roles,
        List<Followed> providers,
        List<AttributeLine> attributes) {

    enum Fate {
        CREATED,
        ENDED,
        MOVED
    }

    /**
     * @param parent under which it hangs then
     * @param from under which it hung
     */
    record UnitLine(
            String id,
            String name,
            String kind,
            Fate fate,
            @Nullable String parent,
            @Nullable String from,
            List<String> successors) {}

    record SetLine(String set, String version, String plugin, String scope, List<String> heirs) {}

    /**
     * @param what a role, or a provider's name
     * @param number of accounts
     * @param heirs none: nobody follows the unit
     */
    record Followed(String what, String unit, long number, List<String> heirs) {}

    record AttributeLine(
            String unit,
            String attribute,
            @Nullable Object before,
            @Nullable Object after) {}

    static Preview of(Plan plan, Sql sql, List<ScopedSet> sets) {
        Survey survey = new Survey(sql);
        List<String> concerned = plan.concerned();
        List<String> ended = plan.ended().stream().map(OrgUnit::id).toList();
        List<SetLine> lines = sets.stream()
                .filter(set -> ended.contains(set.scope()))
                .map(set -> new SetLine(set.id(), set.version(), set.plugin(), set.scope(), heirs(plan, set.scope())))
                .toList();
        return new Preview(
                units(plan),
                plan.effective().getYear(),
                survey.moving(plan),
                survey.concerned(concerned),
                survey.titles(concerned),
                survey.ending(ended),
                lines,
                clashes(plan, sets, ended),
                survey.granted(ended).stream()
                        .map(one -> new Followed(one.role(), one.unit(), one.accounts(), heirs(plan, one.unit())))
                        .toList(),
                survey.keyed(ended).stream()
                        .map(one -> new Followed(one.name(), one.unit(), 1, heirs(plan, one.unit())))
                        .toList(),
                attributes(plan, concerned));
    }

    /** Empty where nobody takes its place. */
    private static List<String> heirs(Plan plan, String unit) {
        List<String> heirs = plan.after().heirs(unit);
        return heirs.equals(List.of(unit)) ? List.of() : heirs;
    }

    private static List<UnitLine> units(Plan plan) {
        List<UnitLine> lines = new ArrayList<>();
        plan.created().forEach(unit -> lines.add(line(plan, unit.id(), Fate.CREATED)));
        plan.ended().forEach(unit -> lines.add(line(plan, unit.id(), Fate.ENDED)));
        plan.hangings().stream()
                .filter(hanging -> !plan.moves().containsKey(hanging.unit()))
                .forEach(hanging -> lines.add(line(plan, hanging.unit(), Fate.MOVED)));
        return lines;
    }

    private static UnitLine line(Plan plan, String id, Fate fate) {
        OrgUnit unit = plan.after().find(id).orElseThrow();
        return new UnitLine(
                id,
                unit.name(),
                unit.kind().slug(),
                fate,
                unit.parent(),
                plan.before().find(id).map(OrgUnit::parent).orElse(null),
                unit.successors());
    }

    /** Two sets for the same unit, of which nothing says which is nearer. */
    private static List<String> clashes(Plan plan, List<ScopedSet> sets, Collection<String> ended) {
        List<String> clashes = new ArrayList<>();
        for (ScopedSet one : sets) {
            for (ScopedSet other : sets) {
                boolean moved = ended.contains(one.scope()) || ended.contains(other.scope());
                boolean same =
                        one.title().equals(other.title()) && one.subject().equals(other.subject());
                if (moved && same && one.id().compareTo(other.id()) < 0) {
                    plan.after().heirs(one.scope()).stream()
                            .filter(plan.after().heirs(other.scope())::contains)
                            .findFirst()
                            .ifPresent(unit -> clashes.add(one.id() + " · " + other.id() + " · " + unit));
                }
            }
        }
        return clashes.stream().distinct().toList();
    }

    /** Of units with people whose value another unit gives. */
    private static List<AttributeLine> attributes(Plan plan, List<String> concerned) {
        List<AttributeLine> lines = new ArrayList<>();
        for (String unit : concerned) {
            Optional<OrgUnit> then = plan.after().find(unit);
            if (plan.before().find(unit).isEmpty() || then.isEmpty()) {
                continue;
            }
            Map<String, Object> had = Keepsakes.held(plan.before(), unit);
            Map<String, Object> has =
                    Keepsakes.held(plan.after(), plan.after().heirs(unit).getFirst());
            Stream.concat(had.keySet().stream(), has.keySet().stream())
                    .distinct()
                    .sorted()
                    .filter(name -> !Objects.equals(had.get(name), has.get(name)))
                    .forEach(name -> lines.add(new AttributeLine(unit, name, had.get(name), has.get(name))));
        }
        return lines;
    }
}
