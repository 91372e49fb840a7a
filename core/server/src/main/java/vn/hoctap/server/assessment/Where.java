package vn.hoctap.server.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vn.hoctap.server.assessment.PeopleView.Option;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.learner.Places;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.orgunit.OrgUnit;

/**
 * To which place of his part somebody narrows a list.
 *
 * @param unit empty: his whole part
 */
record Where(String unit) {
    /** More places than anybody picks from a list. */
    private static final int MAX_UNITS = 200;

    /** His part of the tree, or the place in it that he picked; nobody picks one elsewhere. */
    Reach reach(Reach all, OrgTree tree) {
        return unit.isEmpty() || places(all, tree).noneMatch(place -> tree.within(unit, place.id()))
                ? all
                : new Reach.Under(List.of(unit));
    }

    /** The places that he can pick: those of his part and two steps below. */
    List<Option> options(Words words, Reach all, OrgTree tree) {
        List<Option> options = new ArrayList<>();
        options.add(new Option("", words.get("queue.everywhere"), unit.isEmpty()));
        places(all, tree)
                .flatMap(place -> tree.children(place.id()).stream())
                .flatMap(child -> Stream.concat(Stream.of(child), tree.children(child.id()).stream()))
                .distinct()
                .limit(MAX_UNITS)
                .forEach(place -> options.add(new Option(
                        place.id(), Places.name(tree, place.id()), place.id().equals(unit))));
        return options;
    }

    private static Stream<OrgUnit> places(Reach all, OrgTree tree) {
        return switch (all) {
            case Reach.All everything -> tree.units().stream().filter(unit -> unit.parent() == null);
            case Reach.Under under -> under.units().stream().flatMap(id -> tree.find(id).stream());
            case Reach.Own own -> Stream.empty();
            case Reach.None none -> Stream.empty();
        };
    }
}
