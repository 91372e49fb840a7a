package vn.hoctap.server.plugin.making;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.engine.criteria.Way;
import vn.hoctap.engine.expression.Expression;

/** Members of a collective who hold every title that its set asks of them. */
final class ExampleMembers {
    private static final String UNIT_KIND = "member.unitKind";
    private static final int TIMES = 10;

    private ExampleMembers() {}

    /** Lines for an example; empty when the set counts no members. */
    static String of(CriteriaSet set) {
        List<String> lines = new ArrayList<>();
        titles(set)
                .forEach((who, titles) -> lines.add("\n  - {id: %s, times: %d%s%s}"
                        .formatted(who.id(), TIMES, who.fields(), titles.isEmpty() ? "" : ", holds: " + titles)));
        return lines.isEmpty() ? "" : "\nmembers:" + String.join("", lines);
    }

    static List<String> ids(CriteriaSet set) {
        return titles(set).keySet().stream().map(Who::id).toList();
    }

    /** @param unitKind empty where it does not matter */
    private record Who(SubjectKind kind, String unitKind) implements Comparable<Who> {
        String id() {
            return kind == SubjectKind.CITIZEN ? "nguoi" : unitKind.isEmpty() ? kind.slug() : unitKind;
        }

        String fields() {
            return kind == SubjectKind.CITIZEN
                    ? ", age: 40"
                    : ", kind: " + kind.slug() + (unitKind.isEmpty() ? "" : ", unitKind: " + unitKind);
        }

        @Override
        public int compareTo(Who other) {
            return id().compareTo(other.id());
        }
    }

    private static Map<Who, Set<String>> titles(CriteriaSet set) {
        Map<Who, Set<String>> titles = new TreeMap<>();
        for (Way way : set.ways()) {
            way.members()
                    .ifPresent(kind -> titles.computeIfAbsent(new Who(kind, unitKind(way)), who -> new TreeSet<>())
                            .addAll(way.have().map(Expression::titles).orElse(Set.of())));
        }
        return titles;
    }

    private static String unitKind(Way way) {
        return way.where().flatMap(where -> where.demands(UNIT_KIND)).stream()
                .flatMap(Set::stream)
                .sorted()
                .limit(1)
                .collect(Collectors.joining());
    }
}
