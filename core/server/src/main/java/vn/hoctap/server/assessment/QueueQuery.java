package vn.hoctap.server.assessment;

import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.assessment.PeopleView.Option;
import vn.hoctap.server.assessment.Queue.Cursor;
import vn.hoctap.server.assessment.Queue.Part;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.learner.Places;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.orgunit.OrgUnit;

/**
 * What an officer asked of his queue.
 *
 * @param unit the place that the list is narrowed to; empty: his whole part
 */
record QueueQuery(Part part, String unit, Optional<Cursor> after) {
    static final String HERE = "/officer/queue";

    /** More places than anybody picks from a list. */
    private static final int MAX_UNITS = 200;

    static QueueQuery of(MultiMap query) {
        return new QueueQuery(
                Part.of(query.get("part")), Objects.requireNonNullElse(query.get("unit"), ""), after(query));
    }

    private static Optional<Cursor> after(MultiMap query) {
        String at = query.get("at");
        String key = query.get("key");
        String id = query.get("id");
        try {
            return at == null || key == null || id == null
                    ? Optional.empty()
                    : Optional.of(new Cursor(Instant.parse(at), Long.parseLong(key), id));
        } catch (DateTimeException | NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    /** The first page of a part, for the same place. */
    String address(Part other) {
        return HERE + "?part=" + other.slug() + (unit.isEmpty() ? "" : "&unit=" + OfficerPages.encoded(unit));
    }

    String next(Cursor last) {
        return address(part) + "&at=" + last.at() + "&key=" + last.key() + "&id=" + OfficerPages.encoded(last.id());
    }

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

    static @Nullable String said(Words words, @Nullable String said) {
        return words.has("said." + said) ? words.get("said." + said) : null;
    }
}
