package vn.hoctap.server.enrolment;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.enrolment.Enrolment.Change;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.subject.Names;
import vn.hoctap.server.subject.SearchText;
import vn.hoctap.server.subject.UnitTree;

/** Enrolments as the database tells them, with the facts that complete them. */
record EnrolmentRows(Sql sql, Names names) {
    /** Of one course, or within reach of whoever asks. */
    private static final int SORTED = 20_000;

    private static final Comparator<Enrolment> BY_NAME =
            Comparator.comparing((Enrolment one) -> SearchText.of(one.name())).thenComparing(Enrolment::id);

    /**
     * Withdrawing the fact of a completion opens the enrolment again. An open one is completed by the first fact of the
     * same course that counts and is not older than the enrolment, or that its own completion recorded just before the
     * program was interrupted.
     */
    private static final String VIEW = """
            select e.id, e.subject as key, p.id as subject,
            """ + Names.columns("p") + """
                , e.course, e.session, e.progress,
                e.enrolled_at, e.enrolled_by, coalesce(x.id, case when not own.gone then e.fact end) as fact,
                coalesce(x.ended_at, case when not own.gone then own.ended_at end) as completed_at,
                case when x.id is not null then 'COMPLETED' when own.gone then 'IN_PROGRESS' else e.state end as state
            from enrolment e join subject p on p.key = e.subject
            left join lateral (select f.ended_at, exists (select from fact_mark m where m.subject = f.subject
                    and m.fact = f.id and m.mark = 'withdrawn') as gone
                from fact f where f.subject = e.subject and f.id = e.fact and e.state = 'COMPLETED') own on true
            left join lateral (select f.id, f.ended_at from fact f
                left join lateral (select mark from fact_mark m where m.subject = f.subject and m.fact = f.id
                    order by mark = 'withdrawn' desc, seq desc limit 1) m on true
                where f.subject = e.subject and f.course = e.course
                    and (e.state in ('ENROLLED', 'IN_PROGRESS') or own.gone)
                    and (f.ended_at >= e.enrolled_at - interval '1 day' or starts_with(f.id, 'enrolment-' || e.id))
                    and f.passed is distinct from false and (m.mark = 'verified' or m.mark is null and f.source > 0)
                order by f.ended_at, f.id limit 1) x on true""";

    List<Enrolment> find(List<String> ids) {
        return sql.rows(VIEW + " where e.id = any($1)", (Object) ids.toArray(String[]::new)).stream()
                .map(this::read)
                .toList();
    }

    /**
     * By the people's names, then in the order in which they were made; where there are too many to be sorted, for names are
     * sealed, in that order alone.
     */
    List<Enrolment> list(EnrolmentQuery query, UnitTree tree, LocalDate today) {
        List<Enrolment> all = list(query, Optional.empty(), tree, today, SORTED + 1);
        if (all.size() > SORTED) {
            return list(query, query.after(), tree, today, query.limit());
        }
        Optional<Enrolment> last =
                query.after().flatMap(id -> find(List.of(id)).stream().findFirst());
        return all.stream()
                .sorted(BY_NAME)
                .filter(one -> last.isEmpty() || BY_NAME.compare(one, last.get()) > 0)
                .limit(query.limit())
                .toList();
    }

    private List<Enrolment> list(
            EnrolmentQuery query, Optional<String> after, UnitTree tree, LocalDate today, int limit) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        List<@Nullable Object> arguments = new ArrayList<>();
        within(query.reach(), tree, today, conditions, arguments);
        query.subject().ifPresent(id -> add(conditions, arguments, "p.id = ", id));
        query.course().ifPresent(code -> add(conditions, arguments, "e.course = ", code));
        query.session().ifPresent(id -> add(conditions, arguments, "e.session = ", id));
        after.ifPresent(id -> add(conditions, arguments, "e.id > ", id));
        String state = query.state().map(State::name).orElse(null);
        arguments.add(state);
        String ofState = "$" + arguments.size();
        arguments.add(limit);
        return sql
                .rows(
                        "select * from (" + VIEW + " where " + String.join(" and ", conditions) + ") v where " + ofState
                                + "::text is null or state = " + ofState + " order by id limit $" + arguments.size(),
                        arguments.toArray())
                .stream()
                .map(this::read)
                .toList();
    }

    private static void within(
            Reach reach, UnitTree tree, LocalDate today, List<String> conditions, List<@Nullable Object> arguments) {
        switch (reach) {
            case Reach.All unused -> {}
            case Reach.None unused -> conditions.add("false");
            case Reach.Own own -> add(conditions, arguments, "p.id = ", own.subject());
            case Reach.Under under -> {
                arguments.add(under.units().stream()
                        .flatMap(unit -> tree.below(unit).stream())
                        .distinct()
                        .toArray(String[]::new));
                String units = "$" + arguments.size();
                arguments.add(today);
                String day = "$" + arguments.size();
                conditions.add("e.subject in (select subject from stay where unit = any(" + units
                        + ") and valid_from <= " + day + " and (valid_to is null or valid_to > " + day + "))");
            }
        }
    }

    private static void add(List<String> conditions, List<@Nullable Object> arguments, String condition, Object value) {
        arguments.add(value);
        conditions.add(condition + "$" + arguments.size());
    }

    List<Change> history(String id) {
        return sql.rows("select * from enrolment_change where enrolment = $1 order by seq", id).stream()
                .map(row -> new Change(
                        State.valueOf(row.getString("state")),
                        row.getInteger("progress"),
                        row.getString("session"),
                        moment(row, "changed_at"),
                        row.getString("changed_by")))
                .toList();
    }

    private Enrolment read(Row row) {
        String fact = row.getString("fact");
        return new Enrolment(
                row.getString("id"),
                row.getLong("key"),
                row.getString("subject"),
                names.of(row),
                row.getString("course"),
                row.getString("session"),
                State.valueOf(row.getString("state")),
                row.getInteger("progress"),
                moment(row, "enrolled_at"),
                row.getString("enrolled_by"),
                fact,
                Columns.instant(row.getOffsetDateTime("completed_at")),
                fact != null && !fact.startsWith(Enrolment.factId(row.getString("id"), 1)));
    }

    private static Instant moment(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
