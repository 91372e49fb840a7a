package vn.hoctap.server.member;

import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.orgunit.OrgTree;

/** A query of members {@code s} that grows; each question mark of a part stands for its argument. */
final class Asked {
    private final StringBuilder text;
    private final List<Object> arguments;

    /** @param arguments those that the text has already; added to */
    Asked(String text, List<Object> arguments) {
        this.text = new StringBuilder(text);
        this.arguments = arguments;
    }

    void add(String part) {
        text.append(part);
    }

    void add(String part, Object value) {
        text.append(part.replace("?", "$" + argument(value)));
    }

    /** Its number. */
    int argument(Object value) {
        arguments.add(value);
        return arguments.size();
    }

    /** @param unit the place whose people of today these are: when the reach covers it, it covers them; null: any others */
    void within(Reach reach, OrgTree tree, @Nullable String unit) {
        switch (reach) {
            case Reach.All all -> {}
            case Reach.Own own -> add(" and s.id = ?", own.subject());
            case Reach.None none -> add(" and false");
            case Reach.Under under -> {
                boolean covered = unit != null && under.units().stream().anyMatch(above -> tree.within(unit, above));
                if (!covered) {
                    within(under, tree);
                }
            }
        }
    }

    private void within(Reach.Under under, OrgTree tree) {
        String units = "$"
                + argument(under.units().stream()
                        .flatMap(unit -> tree.below(unit).stream())
                        .distinct()
                        .toArray(String[]::new));
        String today = "$" + argument(LocalDate.now(Words.ZONE));
        add(" and s.key in (select subject from stay where unit = any(" + units + ") and valid_from <= " + today
                + " and (valid_to is null or valid_to > " + today + ")"
                + " union all select key from subject where org_unit = any(" + units + "))");
    }

    List<Row> rows(String head, Sql sql) {
        return sql.rows(head + text, arguments.toArray());
    }
}
