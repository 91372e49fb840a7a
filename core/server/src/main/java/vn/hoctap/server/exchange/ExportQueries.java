package vn.hoctap.server.exchange;

import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.subject.Names;

/** Exports that are read from the database page by page, each page beginning behind the last row of the one before. */
record ExportQueries(Sql sql, Names names, Within within) {
    private static final int PAGE = 1_000;
    private static final int DECIMALS = 10;

    private static final String FACTS = """
            select f.subject as key, f.id, s.id as subject_id, f.type, f.course, f.title, f.started_at, f.ended_at,
                f.hours, f.scaled, f.passed, f.skills, f.valid_until
            from fact f join subject s on s.key = f.subject
            where (f.subject, f.id) > ($4, $5) and
            """ + Within.CONDITION + """
                and not exists (select from fact_mark m where m.subject = f.subject and m.fact = f.id
                    and m.mark = 'withdrawn')
            order by f.subject, f.id limit $6""";

    /** Of the subjects of one page those assessments that count now. */
    private static final String ASSESSMENTS = """
            select distinct on (a.subject, a.title, a.cycle, a.indicator, a.assessor) a.subject as key, '' as id,
                s.id as subject_id, a.set_id, a.cycle, a.indicator, a.points, a.assessor
            from assessment a join subject s on s.key = a.subject
            where a.subject in (select distinct a.subject from assessment a join subject s on s.key = a.subject
                    where a.subject > $4 and
            """ + Within.CONDITION + """
                    order by 1 limit $5)
            order by a.subject, a.title, a.cycle, a.indicator, a.assessor, a.recorded_at desc, a.id desc""";

    private static final String MEMBERSHIPS = """
            select m.member as key, c.id || ' ' || m.valid_from as id, s.id as subject_id, c.id as collective,
                m.valid_from, m.valid_to
            from membership m join subject s on s.key = m.member join subject c on c.key = m.collective
            where (m.member, c.id || ' ' || m.valid_from) > ($4, $5) and
            """ + Within.CONDITION + """
            order by m.member, c.id || ' ' || m.valid_from limit $6""";

    private static final String TITLES = """
            select t.subject as key, t.serial as id, s.id as subject_id,
            """ + Names.columns("s") + """
            , t.title, t.set_id, t.set_version,
                t.level, t.cycle, case when t.state in ('AWARDED', 'ELIGIBLE', 'RECOGNISED') and t.valid_until <= now()
                    then 'EXPIRED' else t.state end as state, t.awarded_at, t.valid_until
            from title t join subject s on s.key = t.subject
            where (t.subject, t.serial) > ($4, $5) and
            """ + Within.CONDITION + """
            order by t.subject, t.serial limit $6""";

    void activities(Lines lines) throws IOException {
        pages(
                FACTS,
                lines,
                row -> cells(
                        row.getString("id"),
                        row.getString("subject_id"),
                        row.getString("type"),
                        row.getString("course"),
                        row.getString("title"),
                        Columns.instant(row.getOffsetDateTime("started_at")),
                        Columns.instant(row.getOffsetDateTime("ended_at")),
                        number(row.getString("hours")),
                        number(row.getString("scaled")),
                        row.getBoolean("passed"),
                        String.join("|", row.getArrayOfStrings("skills")),
                        Columns.instant(row.getOffsetDateTime("valid_until"))));
    }

    void memberships(Lines lines) throws IOException {
        pages(
                MEMBERSHIPS,
                lines,
                row -> cells(
                        row.getString("subject_id"),
                        row.getString("collective"),
                        row.getLocalDate("valid_from"),
                        row.getLocalDate("valid_to")));
    }

    void titles(Lines lines) throws IOException {
        pages(
                TITLES,
                lines,
                row -> cells(
                        row.getString("id"),
                        row.getString("subject_id"),
                        names.of(row),
                        row.getString("title"),
                        row.getString("set_id"),
                        row.getString("set_version"),
                        row.getString("level"),
                        BigDecimal.valueOf(row.getInteger("cycle")),
                        row.getString("state"),
                        Columns.instant(row.getOffsetDateTime("awarded_at")),
                        Columns.instant(row.getOffsetDateTime("valid_until"))));
    }

    void assessments(Lines lines) throws IOException {
        long last = 0;
        while (true) {
            List<Row> page = sql.rows(ASSESSMENTS, within.arguments(last, PAGE));
            if (page.isEmpty()) {
                return;
            }
            for (Row row : page) {
                lines.write(cells(
                        row.getString("subject_id"),
                        row.getString("set_id"),
                        BigDecimal.valueOf(row.getInteger("cycle")),
                        row.getString("indicator"),
                        number(row.getString("points")),
                        row.getString("assessor")));
            }
            last = page.getLast().getLong("key");
        }
    }

    private void pages(String query, Lines lines, Function<Row, List<@Nullable Object>> reading) throws IOException {
        long key = 0;
        String id = "";
        List<Row> page;
        do {
            page = sql.rows(query, within.arguments(key, id, PAGE));
            for (Row row : page) {
                lines.write(reading.apply(row));
            }
            if (!page.isEmpty()) {
                key = page.getLast().getLong("key");
                id = page.getLast().getString("id");
            }
        } while (page.size() == PAGE);
    }

    static List<@Nullable Object> cells(@Nullable Object... cells) {
        List<@Nullable Object> list = new ArrayList<>(cells.length);
        for (Object cell : cells) {
            list.add(cell);
        }
        return list;
    }

    static @Nullable BigDecimal number(@Nullable String exact) {
        if (exact == null) {
            return null;
        }
        return exact.indexOf('/') < 0
                ? new BigDecimal(exact)
                : Rational.parse(exact).toDecimal(DECIMALS);
    }

    /** Takes lines as they come. */
    interface Lines {
        void write(List<@Nullable Object> cells) throws IOException;
    }
}
