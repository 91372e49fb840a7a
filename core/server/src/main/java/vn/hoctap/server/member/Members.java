package vn.hoctap.server.member;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.subject.Names;
import vn.hoctap.server.subject.Subject;
import vn.hoctap.server.title.TitleRecord;
import vn.hoctap.server.title.TitleState;
import vn.hoctap.server.title.Titles;

/** Who belongs to families, clans, communities and units. Safe for use from any thread. */
public final class Members {
    /** $1: the collective, $2: the day. */
    private static final String ENTERED = """
            select member, valid_from, valid_to, true as entered from membership
            where collective = $1 and valid_from <= $2 and (valid_to is null or valid_to > $2)""";

    /** $3: its unit and those below, $4: residence or workplace, $5: those below it. */
    private static final String STAYING = """
            select subject, min(valid_from), case when bool_and(valid_to is not null) then max(valid_to) end, false
            from stay where unit = any($3) and place = $4 and valid_from <= $2
                and (valid_to is null or valid_to > $2) group by subject
            union all
            select key, null, null, false from subject where org_unit = any($5)""";

    /** $1: the collective, ?: the year. Null while it is being counted, and where no member counts. */
    private static final String COUNTED = """
            (select bool_or(c.member is not null) from headcount h
                left join contribution c on c.member = s.key and c.collective = h.collective and c.title = h.title
                    and c.cycle = h.cycle and c.epoch = h.epoch
                where h.collective = $1 and h.cycle = ? and h.reached_unit is null and cardinality(h.members) > 0)""";

    private final Sql sql;
    private final Names names;
    private final Titles titles;
    private final Supplier<OrgTree> tree;

    public Members(Sql sql, Names names, Titles titles, Supplier<OrgTree> tree) {
        this.sql = sql;
        this.names = names;
        this.titles = titles;
        this.tree = tree;
    }

    /** In the order of their ids. */
    public List<Member> of(Subject collective, MemberQuery query) {
        Asked asked = asked(collective, query.day());
        asked.within(query.reach(), tree.get(), today(query.day()) ? collective.orgUnit() : null);
        query.kind().ifPresent(kind -> asked.add(" and s.kind = ?", kind.slug()));
        query.holding().ifPresent(holding -> asked.add((holding ? " and " : " and not ") + holds(query.day(), asked)));
        query.after().ifPresent(id -> asked.add(" and s.id > ?", id));
        asked.add(" order by s.id limit ?", query.limit());
        String counted = COUNTED.replace("?", "$" + asked.argument(query.day().getYear()));
        List<Row> rows = asked.rows(
                "select s.id, s.kind, " + Names.columns("s") + ", m.valid_from, m.valid_to, m.entered, " + counted
                        + " as counted",
                sql);
        Map<String, List<TitleRecord>> held =
                titles.of(rows.stream().map(row -> row.getString("id")).toList());
        return rows.stream()
                .map(row -> member(row, held.getOrDefault(row.getString("id"), List.of()), query.day()))
                .toList();
    }

    /** How many have been entered as its members; places are not counted, for their people are many. */
    public long entered(Subject collective, LocalDate day) {
        return sql.first("select count(*) as n from (" + ENTERED + ") m", collective.key(), day)
                .orElseThrow()
                .getLong("n");
    }

    private Asked asked(Subject collective, LocalDate day) {
        List<Object> arguments = new ArrayList<>(List.of(collective.key(), day));
        String unit = collective.orgUnit();
        String belonging = ENTERED;
        if (unit != null) {
            belonging = ENTERED + " union all " + STAYING;
            OrgTree now = tree.get();
            List<String> there = now.below(unit, day);
            // Who has not moved yet from a place that has ended is in the care of the one that took its place.
            List<String> homes = past(day) ? there : now.below(unit);
            arguments.add(homes.toArray(String[]::new));
            arguments.add(collective.kind() == SubjectKind.UNIT ? "workplace" : "residence");
            arguments.add(there.stream().filter(below -> !below.equals(unit)).toArray(String[]::new));
        }
        return new Asked(
                " from (" + belonging + ") m join subject s on s.key = m.member where s.erased_at is null", arguments);
    }

    /** The condition that somebody holds a title on the day. */
    private static String holds(LocalDate day, Asked asked) {
        String at = "$" + asked.argument(moment(day));
        String states = past(day) ? "'AWARDED', 'RECOGNISED', 'EXPIRED'" : "'AWARDED', 'RECOGNISED'";
        return "exists (select from title t where t.subject = s.key and t.state in (" + states
                + ") and (t.valid_until is null or t.valid_until " + (past(day) ? ">= " : "> ") + at + ")"
                + (past(day) ? " and (t.awarded_at < " + at + " or t.cycle = " + day.getYear() + ")" : "") + ")";
    }

    private static boolean past(LocalDate day) {
        return day.isBefore(LocalDate.now(Words.ZONE));
    }

    private static boolean today(LocalDate day) {
        return day.equals(LocalDate.now(Words.ZONE));
    }

    /** Now, or the end of a day that has passed. */
    private static OffsetDateTime moment(LocalDate day) {
        return past(day)
                ? day.plusDays(1).atStartOfDay(Words.ZONE).toOffsetDateTime()
                : OffsetDateTime.now(ZoneOffset.UTC);
    }

    private Member member(Row row, List<TitleRecord> all, LocalDate day) {
        Instant at = moment(day).toInstant();
        return new Member(
                row.getString("id"),
                SubjectKind.of(row.getString("kind")).orElseThrow(),
                names.of(row),
                row.getLocalDate("valid_from"),
                row.getLocalDate("valid_to"),
                row.getBoolean("entered"),
                row.getBoolean("counted"),
                all.stream().filter(title -> held(title, day, at)).toList());
    }

    /** A title of the year that was decided later counts for that year, and so does one that ends with it. */
    private static boolean held(TitleRecord title, LocalDate day, Instant at) {
        Instant until = title.validUntil();
        boolean valid = until == null || until.isAfter(at) || (past(day) && until.equals(at));
        TitleState state = TitleState.valueOf(title.state());
        return valid
                && (past(day)
                        ? (state.held() || state == TitleState.EXPIRED)
                                && (title.awardedAt().isBefore(at) || title.cycle() == day.getYear())
                        : state.held());
    }
}
