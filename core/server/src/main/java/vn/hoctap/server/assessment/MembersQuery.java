package vn.hoctap.server.assessment;

import io.vertx.core.MultiMap;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.http.Cycles;
import vn.hoctap.server.http.Link;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.subject.Subject;

/**
 * Which members somebody wants to see.
 *
 * @param offered of which kinds there may be some
 */
record MembersQuery(
        int cycle,
        List<SubjectKind> offered,
        Optional<SubjectKind> kind,
        Optional<Boolean> holding,
        Optional<String> after) {
    private static final Set<SubjectKind> PLACES = Set.of(SubjectKind.COMMUNITY, SubjectKind.UNIT);

    static MembersQuery of(MultiMap asked, Subject collective, OrgTree tree) {
        List<SubjectKind> offered = offered(collective, tree);
        Optional<SubjectKind> kind =
                Optional.ofNullable(asked.get("kind")).flatMap(SubjectKind::of).filter(offered::contains);
        return new MembersQuery(
                Cycles.of(asked.get("cycle")),
                offered,
                kind.or(() -> collective.orgUnit() == null ? Optional.empty() : Optional.of(offered.getFirst())),
                Optional.ofNullable(asked.get("holds"))
                        .filter(holds -> holds.equals("yes") || holds.equals("no"))
                        .map("yes"::equals),
                Optional.ofNullable(asked.get("after")));
    }

    /** Of a place only what there may be in it. */
    private static List<SubjectKind> offered(Subject collective, OrgTree tree) {
        List<SubjectKind> all = offered(collective);
        String unit = collective.orgUnit();
        if (unit == null) {
            return all;
        }
        Set<SubjectKind> within = tree.below(unit).stream()
                .filter(below -> !below.equals(unit))
                .flatMap(below -> tree.find(below).stream())
                .map(below -> below.kind().subject())
                .collect(Collectors.toSet());
        return all.stream()
                .filter(kind -> !PLACES.contains(kind) || within.contains(kind))
                .toList();
    }

    private static List<SubjectKind> offered(Subject collective) {
        return switch (collective.kind()) {
            case CITIZEN, FAMILY -> List.of(SubjectKind.CITIZEN);
            case CLAN -> List.of(SubjectKind.CITIZEN, SubjectKind.FAMILY);
            case COMMUNITY ->
                List.of(
                        SubjectKind.CITIZEN,
                        SubjectKind.FAMILY,
                        SubjectKind.CLAN,
                        SubjectKind.COMMUNITY,
                        SubjectKind.UNIT);
            case UNIT -> List.of(SubjectKind.CITIZEN, SubjectKind.UNIT);
        };
    }

    LocalDate day(LocalDate today) {
        return cycle == Cycles.now() ? today : LocalDate.of(cycle, 12, 31);
    }

    /** The list from its beginning, with everybody. */
    boolean plain() {
        return kind.isEmpty() && holding.isEmpty() && after.isEmpty();
    }

    String address(String base, Optional<String> last) {
        List<String> parts = new ArrayList<>();
        if (cycle != Cycles.now()) {
            parts.add("cycle=" + cycle);
        }
        kind.ifPresent(chosen -> parts.add("kind=" + chosen.slug()));
        holding.ifPresent(holds -> parts.add("holds=" + (holds ? "yes" : "no")));
        last.ifPresent(id -> parts.add("after=" + OfficerPages.encoded(id)));
        return parts.isEmpty() ? base : base + "?" + String.join("&", parts);
    }

    MembersQuery of(SubjectKind some) {
        return with(Optional.of(some), holding);
    }

    private MembersQuery with(Optional<SubjectKind> some, Optional<Boolean> titles) {
        return new MembersQuery(cycle, offered, some, titles, Optional.empty());
    }

    List<Link> kinds(Words words, String base) {
        return offered.size() == 1
                ? List.of()
                : offered.stream()
                        .map(one -> new Link(
                                with(Optional.of(one), holding).address(base, Optional.empty()),
                                words.get("kind." + one.slug()),
                                kind.filter(one::equals).isPresent()))
                        .toList();
    }

    List<Link> holdings(Words words, String base) {
        return Stream.of(Optional.<Boolean>empty(), Optional.of(true), Optional.of(false))
                .map(one -> new Link(
                        with(kind, one).address(base, Optional.empty()),
                        words.get("member.holds." + one.map(String::valueOf).orElse("all")),
                        holding.equals(one)))
                .toList();
    }
}
