package vn.hoctap.server.orgunit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Problem.PointerError;
import vn.hoctap.server.orgunit.Reorganisation.Dissolve;
import vn.hoctap.server.orgunit.Reorganisation.Merge;
import vn.hoctap.server.orgunit.Reorganisation.Part;
import vn.hoctap.server.orgunit.Reorganisation.Rehang;
import vn.hoctap.server.orgunit.Reorganisation.Split;
import vn.hoctap.server.orgunit.Reorganisation.Step;
import vn.hoctap.server.orgunit.Reorganisation.Target;

/** Works out what a reorganisation comes to, and what is wrong with it. Pure: it changes nothing. */
final class Planner {
    private final Reorganisation wanted;
    private final OrgTree tree;
    private final Ground ground;
    private final Map<String, OrgUnit> created = new LinkedHashMap<>();
    private final Map<String, OrgUnit> changed = new LinkedHashMap<>();
    private final Map<String, Optional<String>> moves = new LinkedHashMap<>();
    private final List<PointerError> faults = new ArrayList<>();

    private Planner(OrgTree tree, Reorganisation wanted) {
        this.wanted = wanted;
        this.tree = tree;
        this.ground = new Ground(tree, wanted.effective());
    }

    /** @throws Problem 400 with all faults of the first step that has any */
    static Plan plan(OrgTree tree, Reorganisation wanted) {
        return new Planner(tree, wanted).plan();
    }

    private Plan plan() {
        for (int i = 0; i < wanted.steps().size(); i++) {
            take(wanted.steps().get(i), "/steps/" + i);
            if (!faults.isEmpty()) {
                throw Problem.invalid(faults);
            }
        }
        ground.loop().ifPresent(unit -> {
            throw Problem.invalid("/steps", "By these steps " + unit + " would hang below itself.");
        });
        OrgTree before =
                new OrgTree(tree.units(), tree.hangings(), wanted.effective().minusDays(1));
        OrgTree after = ground.tree();
        if (wanted.keepsAttributes()) {
            Keepsakes.of(before, after, ground.moved()).forEach(unit -> {
                changed.merge(unit.id(), unit, (one, other) -> one.with(other.attributes()));
                ground.put(unit);
            });
            after = ground.tree();
        }
        return new Plan(
                wanted.effective(),
                before,
                after,
                List.copyOf(created.values()),
                List.copyOf(changed.values()),
                ground.moved(),
                movedThrough());
    }

    /** Nobody goes on at a unit that a later step ends. A unit that has ended takes nobody in, so no way comes back to itself. */
    private Map<String, Optional<String>> movedThrough() {
        Map<String, Optional<String>> through = new LinkedHashMap<>();
        moves.forEach((unit, heir) -> {
            Optional<String> last = heir;
            while (last.filter(moves::containsKey).isPresent()) {
                last = Objects.requireNonNull(moves.get(last.get()));
            }
            through.put(unit, last);
        });
        return through;
    }

    private void take(Step step, String at) {
        switch (step) {
            case Merge merge -> merge(merge, at);
            case Split split -> split(split, at);
            case Dissolve dissolve -> dissolve(dissolve, at);
            case Rehang rehang -> rehang(rehang.units(), rehang.parent(), at);
        }
    }

    private void merge(Merge merge, String at) {
        List<OrgUnit> merged = demand(merge.units(), at + "/units");
        if (merged.isEmpty()) {
            return;
        }
        Optional<OrgUnit> into = target(merge.into(), merged, at + "/into");
        into.ifPresent(unit -> {
            for (OrgUnit one : merged) {
                if (!one.id().equals(unit.id())) {
                    children(one.id()).forEach(child -> hang(child, unit.id()));
                    end(one, List.of(unit.id()), Optional.of(unit.id()), at + "/units");
                }
            }
        });
    }

    private void split(Split split, String at) {
        List<OrgUnit> whole = demand(List.of(split.unit()), at + "/unit");
        if (whole.isEmpty()) {
            return;
        }
        List<String> children = children(split.unit());
        Map<String, String> chosen = new HashMap<>();
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < split.into().size(); i++) {
            Part part = split.into().get(i);
            String here = at + "/into/" + i;
            Optional<OrgUnit> target = target(part.target(), whole, here);
            target.ifPresent(unit -> parts.add(unit.id()));
            for (String child : part.units()) {
                if (!children.contains(child) || chosen.put(child, part.target().id()) != null) {
                    fault(here + "/units", child + " does not hang under " + split.unit() + ", or is named twice.");
                }
            }
        }
        if (!faults.isEmpty() || parts.isEmpty()) {
            return;
        }
        boolean goesOn = parts.contains(split.unit());
        String rest = goesOn ? split.unit() : parts.getFirst();
        children.forEach(child -> hang(child, chosen.getOrDefault(child, rest)));
        if (!goesOn) {
            end(whole.getFirst(), parts, Optional.of(rest), at + "/unit");
        }
    }

    private void dissolve(Dissolve dissolve, String at) {
        List<OrgUnit> units = demand(dissolve.units(), at + "/units");
        dissolve.parent().ifPresent(parent -> {
            demand(List.of(parent), at + "/parent");
            if (dissolve.units().contains(parent)) {
                fault(at + "/parent", parent + " is dissolved itself.");
            }
        });
        for (OrgUnit unit : units) {
            String parent = dissolve.parent().orElse(ground.parent(unit.id()));
            children(unit.id()).forEach(child -> hang(child, parent));
            boolean place = unit.kind() != OrgUnitKind.ORGANISATION;
            end(unit, List.of(), place ? Optional.ofNullable(parent) : Optional.empty(), at + "/units");
        }
    }

    private void rehang(List<String> units, String parent, String at) {
        List<OrgUnit> above = demand(List.of(parent), at + "/parent");
        demand(units, at + "/units").forEach(unit -> {
            if (!above.isEmpty()) {
                hang(unit.id(), parent);
            }
        });
    }

    /** The unit that takes the place of others: one that is there, or a new one. */
    private Optional<OrgUnit> target(Target target, List<OrgUnit> heritage, String at) {
        OrgUnit first = heritage.getFirst();
        Optional<OrgUnit> known = ground.find(target.id());
        if (known.isEmpty() && target.name() == null) {
            fault(at + "/name", "There is no unit " + target.id() + "; send a name to make it.");
            return Optional.empty();
        }
        if (known.isPresent() && target.name() != null && !known.get().name().equals(target.name())) {
            fault(
                    at + "/id",
                    "There is already a unit " + target.id() + ", named "
                            + known.get().name() + ".");
            return Optional.empty();
        }
        if (known.isEmpty() && target.id().contains("/")) {
            fault(at + "/id", OrgUnitBody.NO_SLASH);
        }
        OrgUnit unit = known.orElseGet(() -> made(target, heritage));
        if (heritage.stream()
                .anyMatch(one -> one.kind().subject() != unit.kind().subject())) {
            fault(at + "/kind", "A place cannot become an organisation, nor the other way round.");
        }
        if (known.isPresent()) {
            demand(List.of(target.id()), at + "/id");
            if (target.parent() != null
                    && !demand(List.of(target.parent()), at + "/parent").isEmpty()) {
                hang(target.id(), target.parent());
            }
            return known;
        }
        String parent = target.parent() == null ? ground.parent(first.id()) : target.parent();
        if (parent != null && demand(List.of(parent), at + "/parent").isEmpty()) {
            return Optional.empty();
        }
        created.put(unit.id(), unit.under(parent));
        ground.put(unit.under(parent));
        ground.hang(new Hanging(unit.id(), Hanging.EVER, parent));
        return Optional.of(unit);
    }

    private OrgUnit made(Target target, Collection<OrgUnit> heritage) {
        Map<String, Object> common = new TreeMap<>(heritage.iterator().next().attributes());
        heritage.forEach(one -> common.entrySet()
                .removeIf(entry -> !Objects.equals(one.attributes().get(entry.getKey()), entry.getValue())));
        OrgUnitKind kind = target.kind() == null ? heritage.iterator().next().kind() : target.kind();
        return new OrgUnit(
                target.id(),
                kind,
                Objects.requireNonNull(target.name()),
                null,
                wanted.effective(),
                null,
                List.of(),
                target.attributes().isEmpty() ? common : target.attributes());
    }

    private void end(OrgUnit unit, List<String> heirs, Optional<String> movesTo, String at) {
        if (unit.from() != null && !wanted.effective().isAfter(unit.from())) {
            fault(at, unit.id() + " only begins on " + unit.from() + " and cannot end before.");
        } else if (unit.to() != null) {
            fault(at, unit.id() + " is to end on " + unit.to() + " already.");
        }
        OrgUnit ended = unit.becoming(wanted.effective(), heirs);
        changed.put(unit.id(), ended);
        moves.put(unit.id(), movesTo);
        ground.put(ended);
    }

    private void hang(String unit, @Nullable String parent) {
        ground.hang(new Hanging(unit, wanted.effective(), parent));
    }

    private List<String> children(String unit) {
        return ground.children(unit);
    }

    /** Those that are there on the day; a fault for each of the others. */
    private List<OrgUnit> demand(List<String> ids, String at) {
        List<OrgUnit> found = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            String here = at.endsWith("/units") ? at + "/" + i : at;
            ground.find(id)
                    .filter(unit -> unit.holds(wanted.effective()))
                    .ifPresentOrElse(
                            found::add,
                            () -> fault(here, "There is no unit " + id + " on " + wanted.effective() + "."));
        }
        return found;
    }

    private void fault(String pointer, String detail) {
        faults.add(new PointerError(pointer, detail));
    }
}
