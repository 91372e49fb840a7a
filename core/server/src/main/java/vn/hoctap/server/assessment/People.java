package vn.hoctap.server.assessment;

import io.vertx.sqlclient.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.ledger.Standings;
import vn.hoctap.server.subject.NameMatch;
import vn.hoctap.server.subject.Names;
import vn.hoctap.server.subject.SearchText;
import vn.hoctap.server.subject.Subjects;

/** Finds people, or families, clans, communities or units, by name and by how far they are in a cycle. Safe for use from any thread. */
final class People {

    /** How far somebody is, as officers ask for it. */
    enum Status {
        MET("p.outcome = 'MET'"),
        NEAR("p.outcome <> 'MET' and " + POINTS + " >= " + Standings.NEAR),
        NOT("p.outcome <> 'MET' and not " + NOTHING),
        NONE("(p.outcome is null or " + NOTHING + ")");

        private final String condition;

        Status(String condition) {
            this.condition = condition;
        }

        String slug() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Status> of(@Nullable String slug) {
            return Stream.of(values())
                    .filter(status -> status.slug().equals(slug))
                    .findFirst();
        }
    }

    /** A commune's people and more. */
    private static final int SORTED = 20_000;

    /** Judged without anything to judge. */
    private static final String NOTHING = "(p.outcome = 'NO_DATA' and p.total = '0')";

    /** A total is a decimal or a fraction. */
    private static final String POINTS = "(split_part(p.total, '/', 1)::numeric"
            + " / coalesce(nullif(split_part(p.total, '/', 2), ''), '1')::numeric)";

    private static final String TODAY = "(now() at time zone '" + Words.ZONE + "')::date";

    private static final String GROUP = "(select value #>> '{}' from subject_attribute where subject = s.key"
            + " and name = 'group' and valid_from <= " + TODAY + " order by valid_from desc limit 1)";

    private static final String HOME = "(select unit from stay where subject = s.key and place = 'residence'"
            + " and valid_from <= " + TODAY + " and (valid_to is null or valid_to > " + TODAY + ") limit 1)";

    private static final String FROM = """
            from subject s left join lateral (select outcome, total from progress
                where subject = s.key and cycle = ? order by title limit 1) p on true
            where s.kind = ? and s.erased_at is null""";

    /** @param after the id of the last person of the page before */
    record Query(
            Reach reach,
            SubjectKind kind,
            int cycle,
            String text,
            String group,
            Optional<Status> status,
            Optional<String> after) {}

    /** With the group and the home of today. */
    record Found(
            String id,
            String name,
            @Nullable String group,
            @Nullable String residence) {}

    private record Named(String id, String name, String sortedBy) {
        static final Comparator<Named> ORDER =
                Comparator.comparing(Named::sortedBy).thenComparing(Named::id);

        static Named of(String id, String name) {
            return new Named(id, name, SearchText.of(name));
        }
    }

    /** @param held of {@code all} people, those who hold a title of the cycle */
    record Count(long all, long held) {}

    private final Sql sql;
    private final Subjects subjects;

    People(Sql sql, Subjects subjects) {
        this.sql = sql;
        this.subjects = subjects;
    }

    /** By their names; where there are too many to be sorted, for names are sealed, by their ids. */
    List<Found> find(Query query, int limit) {
        List<Named> all = named(query, Optional.empty(), SORTED + 1);
        List<Named> page = all.size() > SORTED
                ? named(query, query.after(), limit)
                : after(query, all).limit(limit).toList();
        Map<String, Row> details = details(page.stream().map(Named::id).toList());
        return page.stream()
                .flatMap(one -> Stream.ofNullable(details.get(one.id())).map(row -> found(one, row)))
                .toList();
    }

    private List<Named> named(Query query, Optional<String> after, int limit) {
        Statement statement = where(query);
        after.ifPresent(id -> statement.add("and s.id > ?", id));
        statement.add("order by s.id limit ?", limit);
        Names names = subjects.names();
        return statement
                .rows("select s.id, " + Names.columns("s"), sql)
                .map(row -> Named.of(row.getString("id"), names.of(row)))
                .toList();
    }

    private Stream<Named> after(Query query, List<Named> all) {
        Optional<Named> last =
                query.after().flatMap(subjects::find).map(subject -> Named.of(subject.id(), subject.name()));
        return all.stream()
                .sorted(Named.ORDER)
                .filter(one -> last.isEmpty() || Named.ORDER.compare(one, last.get()) > 0);
    }

    private Map<String, Row> details(List<String> ids) {
        return sql
                .rows(
                        "select s.id, " + GROUP + " as grouped, " + HOME
                                + " as home from subject s where s.id = any($1)",
                        (Object) ids.toArray(String[]::new))
                .stream()
                .collect(Collectors.toMap(row -> row.getString("id"), row -> row));
    }

    long count(Query query) {
        return where(query)
                .rows("select count(*) as n", sql)
                .findFirst()
                .orElseThrow()
                .getLong("n");
    }

    /** Of everybody within reach, whatever is searched for. */
    Count count(Reach reach, SubjectKind kind, int cycle) {
        Statement statement = new Statement();
        statement.add("from subject s where s.kind = ? and s.erased_at is null", kind.slug());
        statement.within(reach, subjects.tree());
        return statement
                .rows(
                        "select count(*) as n, count(*) filter (where exists (select from title t where t.subject = s.key"
                                + " and t.cycle = " + cycle + " and t.state in ('AWARDED', 'RECOGNISED'))) as held",
                        sql)
                .map(row -> new Count(row.getLong("n"), row.getLong("held")))
                .findFirst()
                .orElseThrow();
    }

    private Statement where(Query query) {
        Statement statement = new Statement();
        statement.add(FROM, query.cycle(), query.kind().slug());
        statement.within(query.reach(), subjects.tree());
        String text = SearchText.of(query.text());
        if (!text.isEmpty()) {
            NameMatch match = NameMatch.of(subjects.secrets().index(), text);
            statement.add("and " + match.condition("s"), match.arguments());
        }
        if (!query.group().isEmpty()) {
            statement.add("and " + GROUP + " = ?", query.group());
        }
        query.status().ifPresent(status -> statement.add("and " + status.condition));
        return statement;
    }

    private static Found found(Named one, Row row) {
        return new Found(one.id(), one.name(), row.getString("grouped"), row.getString("home"));
    }
}
