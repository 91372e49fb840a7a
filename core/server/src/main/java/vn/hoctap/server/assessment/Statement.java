package vn.hoctap.server.assessment;

import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.subject.UnitTree;

/** A query put together from parts, each question mark standing for the next argument. About subjects {@code s}. */
final class Statement {
    private final StringBuilder text = new StringBuilder();
    private final List<Object> arguments = new ArrayList<>();

    void add(String part, Object... values) {
        text.append(' ');
        int value = 0;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '?') {
                arguments.add(values[value++]);
                text.append('$').append(arguments.size());
            } else {
                text.append(c);
            }
        }
    }

    /** Only subjects whom the reach covers today. */
    void within(Reach reach, UnitTree tree) {
        switch (reach) {
            case Reach.All all -> {}
            case Reach.Own own -> add(" and s.id = ?", own.subject());
            case Reach.None none -> add(" and false");
            case Reach.Under under -> {
                LocalDate today = LocalDate.now(Words.ZONE);
                Object units = under.units().stream()
                        .flatMap(u -> tree.below(u).stream())
                        .distinct()
                        .toArray(String[]::new);
                add("""
                        and s.key in (select subject from stay where unit = any(?)
                            and valid_from <= ? and (valid_to is null or valid_to > ?)
                            union all select key from subject where org_unit = any(?))""", units, today, today, units);
            }
        }
    }

    /** @param head what comes before the parts, without arguments */
    Stream<Row> rows(String head, Sql sql) {
        return sql.rows(head + text, arguments.toArray()).stream();
    }
}
