package vn.hoctap.server.subject;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.secrecy.BlindIndex;

/** Finds subjects. The conditions are put together as they are needed, so that each query can use its best index. */
final class SubjectSearch {
    private final Sql sql;
    private final BlindIndex index;
    private final UnitTree tree;
    private final LocalDate today;
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> arguments = new ArrayList<>();

    SubjectSearch(Sql sql, BlindIndex index, UnitTree tree, LocalDate today) {
        this.sql = sql;
        this.index = index;
        this.tree = tree;
        this.today = today;
    }

    /** In the order of the ids. */
    List<Long> keys(Reach reach, SubjectQuery query) {
        within(reach);
        conditions.add("erased_at is null");
        query.orgUnit().ifPresent(unit -> inside(List.of(unit)));
        query.after().ifPresent(id -> add("id > ?", id));
        query.kind().ifPresent(kind -> add("kind = ?", kind));
        query.group().ifPresent(this::inGroup);
        query.text().map(SearchText::of).filter(text -> !text.isEmpty()).ifPresent(this::matching);
        String where = " where " + String.join(" and ", conditions);
        arguments.add(query.limit());
        String limit = " order by id limit $" + arguments.size();
        return sql.rows("select key from subject s" + where + limit, arguments.toArray()).stream()
                .map(row -> row.getLong("key"))
                .toList();
    }

    private void within(Reach reach) {
        switch (reach) {
            case Reach.All unused -> {}
            case Reach.Under under -> inside(under.units());
            case Reach.Own own -> add("id = ?", own.subject());
            case Reach.None unused -> conditions.add("false");
        }
    }

    private void inside(Collection<String> units) {
        Object below = units.stream().flatMap(this::below).distinct().toArray(String[]::new);
        add("""
                key in (select subject from stay where unit = any(?)
                    and valid_from <= ? and (valid_to is null or valid_to > ?)
                    union all select key from subject where org_unit = any(?))""", below, today, today, below);
    }

    private Stream<String> below(String unit) {
        return tree.below(unit).stream();
    }

    private void inGroup(String group) {
        add("""
                (select value #>> '{}' from subject_attribute where subject = s.key and name = 'group'
                    and valid_from <= ? order by valid_from desc limit 1) = ?""", today, group);
    }

    private void matching(String text) {
        NameMatch match = NameMatch.of(index, text);
        add(match.condition("s"), match.arguments());
    }

    /** Each question mark stands for the next argument. */
    private void add(String condition, Object... values) {
        StringBuilder numbered = new StringBuilder();
        int value = 0;
        for (int i = 0; i < condition.length(); i++) {
            char c = condition.charAt(i);
            if (c == '?') {
                arguments.add(values[value++]);
                numbered.append('$').append(arguments.size());
            } else {
                numbered.append(c);
            }
        }
        conditions.add(numbered.toString());
    }
}
