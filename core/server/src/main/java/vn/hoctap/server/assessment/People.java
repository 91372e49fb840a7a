package vn.hoctap.server.assessment;

import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.subject.SearchText;
import vn.hoctap.server.subject.UnitTree;

/** Finds people by name and by how far they are in a cycle. Safe for use from any thread. */
final class People {

    /** How far somebody is, as officers ask for it. */
    enum Status {
        MET("p.outcome = 'MET'"),
        NEAR("p.outcome <> 'MET' and " + POINTS + " >= " + NEAR_POINTS),
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

    static final int NEAR_POINTS = 60;

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
            where s.kind = 'citizen'""";

    /** @param after the last person of the page before: his name for searching and his id */
    record Query(Reach reach, int cycle, String text, String group, Optional<Status> status, Optional<After> after) {}

    record After(String name, String id) {}

    /** With the group and the home of today. */
    record Found(
            String id,
            String name,
            String nameSearch,
            @Nullable String group,
            @Nullable String residence) {}

    /** @param held of {@code all} people, those who hold a title of the cycle */
    record Count(long all, long held) {}

    private final Sql sql;
    private final Supplier<? extends UnitTree> tree;

    People(Sql sql, Supplier<? extends UnitTree> tree) {
        this.sql = sql;
        this.tree = tree;
    }

    List<Found> find(Query query, int limit) {
        Statement statement = where(query);
        query.after().ifPresent(after -> statement.add("and (s.name_search, s.id) > (?, ?)", after.name(), after.id()));
        statement.add("order by s.name_search, s.id limit ?", limit);
        return statement
                .rows("select s.id, s.name, s.name_search, " + GROUP + " as grouped, " + HOME + " as home", sql)
                .map(People::found)
                .toList();
    }

    long count(Query query) {
        return where(query)
                .rows("select count(*) as n", sql)
                .findFirst()
                .orElseThrow()
                .getLong("n");
    }

    /** Of everybody within reach, whatever is searched for. */
    Count count(Reach reach, int cycle) {
        Statement statement = new Statement();
        statement.add("from subject s where s.kind = 'citizen'");
        statement.within(reach, tree.get());
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
        statement.add(FROM, query.cycle());
        statement.within(query.reach(), tree.get());
        String text = SearchText.of(query.text());
        if (!text.isEmpty()) {
            statement.add("and (position(? in s.name_search) > 0 or starts_with(lower(s.id), ?))", text, text);
        }
        if (!query.group().isEmpty()) {
            statement.add("and " + GROUP + " = ?", query.group());
        }
        query.status().ifPresent(status -> statement.add("and " + status.condition));
        return statement;
    }

    private static Found found(Row row) {
        return new Found(
                row.getString("id"),
                row.getString("name"),
                row.getString("name_search"),
                row.getString("grouped"),
                row.getString("home"));
    }
}
