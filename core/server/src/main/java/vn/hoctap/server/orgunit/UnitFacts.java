package vn.hoctap.server.orgunit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.orgunit.UnitView.Fact;
import vn.hoctap.server.orgunit.UnitView.Past;
import vn.hoctap.server.orgunit.UnitsView.Link;

/** What is told of a unit besides its form. */
final class UnitFacts {
    private UnitFacts() {}

    static List<Fact> of(OrgTree tree, OrgUnit unit, Words words) {
        List<Fact> facts = new ArrayList<>();
        if (unit.from() != null) {
            facts.add(new Fact(words.get("tree.from"), words.date(unit.from()), List.of()));
        }
        if (unit.to() != null) {
            facts.add(new Fact(words.get("tree.to"), words.date(unit.to()), List.of()));
        }
        if (!unit.successors().isEmpty()) {
            facts.add(new Fact(words.get("tree.successors"), "", links(tree, unit.successors())));
        }
        List<String> before =
                tree.predecessors(unit.id()).stream().map(OrgUnit::id).sorted().toList();
        if (!before.isEmpty()) {
            facts.add(new Fact(words.get("tree.predecessors"), "", links(tree, before)));
        }
        long inside = tree.children(unit.id()).size();
        if (inside > 0) {
            String href = UnitPages.HERE + "?under=" + UnitList.encoded(unit.id());
            facts.add(new Fact(
                    words.get("tree.children"), "", List.of(new Link(words.get("tree.inside", inside), href))));
        }
        return facts;
    }

    private static List<Link> links(OrgTree tree, Collection<String> units) {
        return units.stream()
                .map(id -> new Link(tree.find(id).map(OrgUnit::name).orElse(id), UnitList.href(id)))
                .toList();
    }

    /** The latest first; a single line says nothing new. */
    static List<Past> past(OrgTree tree, OrgUnit unit, Words words) {
        List<Past> past = tree.hangings().of(unit.id()).reversed().stream()
                .map(hanging -> past(tree, hanging, words))
                .toList();
        return past.size() > 1 ? past : List.of();
    }

    private static Past past(OrgTree tree, Hanging hanging, Words words) {
        String since = hanging.from().equals(Hanging.EVER)
                ? words.get("tree.ever")
                : words.get("tree.since", words.date(hanging.from()));
        String parent = hanging.parent();
        return parent == null
                ? new Past(since, words.get("tree.top"), null)
                : new Past(since, tree.find(parent).map(OrgUnit::name).orElse(parent), UnitList.href(parent));
    }
}
