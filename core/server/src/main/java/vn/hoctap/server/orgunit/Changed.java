package vn.hoctap.server.orgunit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A unit before and after a change.
 *
 * @param concerned the units whose people may be judged otherwise
 */
public record Changed(OrgUnit before, OrgUnit after, List<String> concerned) {

    static Changed of(String id, OrgTree before, OrgTree after) {
        OrgUnit was = before.find(id).orElseThrow();
        OrgUnit is = after.find(id).orElseThrow();
        boolean matters = !was.attributes().equals(is.attributes())
                || !Objects.equals(was.to(), is.to())
                || !was.successors().equals(is.successors())
                || !before.hangings().of(id).equals(after.hangings().of(id));
        List<String> concerned = matters
                ? Stream.of(List.of(id), is.successors(), was.successors())
                        .flatMap(Collection::stream)
                        .flatMap(unit -> Stream.concat(before.below(unit).stream(), after.below(unit).stream()))
                        .distinct()
                        .toList()
                : List.of();
        return new Changed(was, is, concerned);
    }

    /** The names of those that differ. */
    String fields() {
        Map<String, ?> now = OrgUnitApi.json(after);
        return OrgUnitApi.json(before).entrySet().stream()
                .filter(field -> !Objects.equals(field.getValue(), now.get(field.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(" "));
    }
}
