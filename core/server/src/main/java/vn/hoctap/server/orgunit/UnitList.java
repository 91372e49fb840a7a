package vn.hoctap.server.orgunit;

import io.vertx.core.MultiMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Tone;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.subject.SearchText;

/** Lists what hangs under a unit, or what is called so. Nobody sees more than he may change. */
record UnitList(OrgTree tree, Words words, Caller caller) {
    private static final int PAGE = 100;

    static String href(String unit) {
        return UnitPages.HERE + "/of/" + encoded(unit);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    UnitsView of(MultiMap asked) {
        String query = Objects.requireNonNullElse(asked.get("q"), "").strip();
        Optional<OrgUnit> under = Optional.ofNullable(asked.get("under")).flatMap(tree::find);
        String after = Objects.requireNonNullElse(asked.get("after"), "");
        List<OrgUnit> all = (query.isEmpty() ? inside(under) : called(query)).toList();
        List<OrgUnit> shown = all.stream()
                .filter(unit -> unit.id().compareTo(after) > 0)
                .limit(PAGE + 1L)
                .toList();
        String same = UnitPages.HERE + "?q=" + encoded(query)
                + under.map(unit -> "&under=" + encoded(unit.id())).orElse("");
        return new UnitsView(
                query,
                under.map(unit -> new UnitsView.Link(unit.name(), href(unit.id())))
                        .orElse(null),
                under.map(this::crumbs).orElse(List.of()),
                shown.stream().limit(PAGE).map(this::line).toList(),
                shown.size() > PAGE
                        ? same + "&after=" + encoded(shown.get(PAGE - 1).id())
                        : null,
                after.isEmpty() ? null : same,
                UnitPages.NEW
                        + under.map(unit -> "?parent=" + encoded(unit.id())).orElse(""));
    }

    private Stream<OrgUnit> inside(Optional<OrgUnit> under) {
        if (under.isPresent()) {
            String parent = under.get().id();
            return tree.units().stream()
                    .filter(unit -> parent.equals(unit.parent()))
                    .filter(this::may);
        }
        return switch (Scope.reach(caller, Action.EDIT_UNITS)) {
            case Reach.All all -> tree.units().stream().filter(unit -> unit.parent() == null);
            case Reach.Under reach -> reach.units().stream().flatMap(unit -> tree.find(unit).stream());
            case Reach.Own own -> Stream.of();
            case Reach.None none -> Stream.of();
        };
    }

    private Stream<OrgUnit> called(String query) {
        String text = SearchText.of(query);
        return tree.units().stream()
                .filter(unit ->
                        SearchText.of(unit.name()).contains(text) || unit.id().startsWith(query))
                .filter(this::may);
    }

    private boolean may(OrgUnit unit) {
        return Scope.mayIn(caller, Action.EDIT_UNITS, tree.path(unit.id()));
    }

    private List<UnitsView.Link> crumbs(OrgUnit unit) {
        List<UnitsView.Link> crumbs = new ArrayList<>();
        crumbs.add(new UnitsView.Link(words.get("tree.title"), UnitPages.HERE));
        for (String id : tree.chain(unit.id(), tree.day()).reversed()) {
            if (!id.equals(unit.id())) {
                tree.find(id).ifPresent(above -> crumbs.add(new UnitsView.Link(above.name(), under(above.id()))));
            }
        }
        return crumbs;
    }

    private static String under(String unit) {
        return UnitPages.HERE + "?under=" + encoded(unit);
    }

    private UnitsView.Line line(OrgUnit unit) {
        long inside = tree.children(unit.id()).size();
        String kind = words.get("tree.kind." + unit.kind().slug());
        return new UnitsView.Line(
                unit.id(),
                unit.name(),
                kind + " · " + unit.id() + (inside == 0 ? "" : " · " + words.get("tree.inside", inside)),
                href(unit.id()),
                inside == 0 ? null : under(unit.id()),
                chip(unit),
                (unit.ended(tree.day()) ? Tone.NO : Tone.WAIT).css());
    }

    private @Nullable String chip(OrgUnit unit) {
        if (unit.to() != null) {
            return words.get(unit.ended(tree.day()) ? "tree.ended" : "tree.ends", words.date(unit.to()));
        }
        return unit.from() != null && unit.from().isAfter(tree.day())
                ? words.get("tree.begins", words.date(unit.from()))
                : null;
    }
}
