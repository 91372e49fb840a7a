package vn.hoctap.server.assessment;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.assessment.People.Query;
import vn.hoctap.server.assessment.People.Status;
import vn.hoctap.server.assessment.PeopleView.Option;
import vn.hoctap.server.http.Cycles;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.orgunit.OrgTree;

/**
 * Which families, clans, communities or units an officer asked for.
 *
 * @param text what he looks for
 */
record CollectivesQuery(
        SubjectKind kind, int cycle, String text, Where where, Optional<Status> status, Optional<String> after) {
    static final String HERE = "/officer/collectives";

    /** In the order in which they are offered. */
    static final List<SubjectKind> KINDS =
            List.of(SubjectKind.FAMILY, SubjectKind.CLAN, SubjectKind.COMMUNITY, SubjectKind.UNIT);

    static CollectivesQuery of(MultiMap asked, String text) {
        return new CollectivesQuery(
                kind(asked.get("kind")),
                Cycles.of(asked.get("cycle")),
                text,
                new Where(Objects.requireNonNullElse(asked.get("unit"), "").strip()),
                Status.of(asked.get("status")),
                Optional.ofNullable(asked.get("after")));
    }

    private static SubjectKind kind(@Nullable String slug) {
        return Optional.ofNullable(slug)
                .flatMap(SubjectKind::of)
                .filter(KINDS::contains)
                .orElse(SubjectKind.FAMILY);
    }

    Query query(Reach all, OrgTree tree) {
        return new Query(where.reach(all, tree), kind, cycle, text, "", status, after);
    }

    /** @param search what {@link #text} is sealed to, as a parameter; empty: nothing is looked for */
    String address(String search, Optional<String> last) {
        List<String> parts = new ArrayList<>(List.of("kind=" + kind.slug(), "cycle=" + cycle));
        if (!search.isEmpty()) {
            parts.add(search);
        }
        if (!where.unit().isEmpty()) {
            parts.add("unit=" + OfficerPages.encoded(where.unit()));
        }
        status.ifPresent(chosen -> parts.add("status=" + chosen.slug()));
        last.ifPresent(id -> parts.add("after=" + OfficerPages.encoded(id)));
        return HERE + "?" + String.join("&", parts);
    }

    static String address(SubjectKind kind) {
        return HERE + "?kind=" + kind.slug();
    }

    /** Points are not what all of them are judged by, so none is near. */
    List<Option> statuses(Words words) {
        return Stream.concat(
                        Stream.of(new Option("", words.get("people.all"), status.isEmpty())),
                        Stream.of(Status.MET, Status.NOT, Status.NONE)
                                .map(one -> new Option(
                                        one.slug(),
                                        words.get("people.status." + one.slug()),
                                        status.filter(one::equals).isPresent())))
                .toList();
    }
}
