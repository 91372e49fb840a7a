package vn.hoctap.server.learner;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.orgunit.OrgUnitKind;
import vn.hoctap.server.subject.Subject;

/** The names of places as people say them. */
public final class Places {
    private Places() {}

    /** Where somebody lives and works. */
    public static List<String> names(OrgTree tree, Subject subject, LocalDate day) {
        return Stream.concat(subject.residence(day).stream(), subject.workplaces(day).stream())
                .map(unit -> name(tree, unit))
                .toList();
    }

    /** A village with its commune: there is one of that name in every other commune. */
    public static String name(OrgTree tree, String id) {
        Optional<OrgUnit> unit = tree.find(id);
        Optional<String> above = unit.filter(found -> found.kind() == OrgUnitKind.VILLAGE)
                .flatMap(found -> Optional.ofNullable(found.parent()))
                .flatMap(tree::find)
                .map(OrgUnit::name);
        String name = unit.map(OrgUnit::name).orElse(id);
        return above.map(commune -> name + ", " + commune).orElse(name);
    }
}
