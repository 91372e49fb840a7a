package vn.hoctap.server.privacy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Audit;
import vn.hoctap.server.audit.Deed;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.evidence.EvidenceStore;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;

/**
 * Removes what has served its purpose. What anybody's total rests on is never touched: of a statement its content goes and
 * the fact stays, of an activity its proof goes and the activity stays. Safe for use from any thread.
 */
final class Retention {
    private static final int PAGE = 1_000;

    /** What is kept for how long. */
    enum Rule {
        /** What was received of a learning system; facts were made of it long ago. */
        STATEMENTS(
                RetentionPeriods::statements, "received_at", "statement", "get_byte(body, 0) <> 1 or length(body) > 1"),
        /** What proves activities, counted from when it was sent. */
        EVIDENCE(RetentionPeriods::evidence, "uploaded_at", "evidence", "true"),
        /** What officers asked back and people answered. */
        QUESTIONS(RetentionPeriods::questions, "answered_at", "question", "text <> '—'"),
        /** What people asked of their data, once it is over. */
        REQUESTS(
                RetentionPeriods::requests, "complete_by", "data_request", "state in ('DONE', 'REFUSED', 'CANCELLED')");

        private final ToIntFunction<RetentionPeriods> months;
        private final String since;
        private final String table;
        private final String concerned;

        Rule(ToIntFunction<RetentionPeriods> months, String since, String table, String concerned) {
            this.months = months;
            this.since = since;
            this.table = table;
            this.concerned = concerned;
        }

        /** $1: what is older. */
        private String condition() {
            return " from " + table + " where " + since + " < $1 and (" + concerned + ")";
        }
    }

    /**
     * @param months for how long it is kept
     * @param before what is older goes
     */
    record Due(Rule rule, int months, Instant before, long rows) {}

    private final Database database;
    private final EvidenceStore evidence;
    private final RetentionPeriods periods;
    private final Clock clock;

    Retention(Database database, EvidenceStore evidence, RetentionPeriods periods, Clock clock) {
        this.database = database;
        this.evidence = evidence;
        this.periods = periods;
        this.clock = clock;
    }

    /** What would be removed now. */
    List<Due> dryRun() {
        return Stream.of(Rule.values()).map(this::due).toList();
    }

    private Due due(Rule rule) {
        Instant before = before(rule);
        long rows = database.first("select count(*) as n" + rule.condition(), DataRequests.utc(before))
                .orElseThrow()
                .getLong("n");
        return new Due(rule, months(rule), before, rows);
    }

    private int months(Rule rule) {
        return rule.months.applyAsInt(periods);
    }

    private Instant before(Rule rule) {
        return LocalDate.now(clock)
                .minusMonths(months(rule))
                .atStartOfDay(Words.ZONE)
                .toInstant();
    }

    /** Removes it, page by page; a stop in between leaves the rest for the next time. Returns what was removed. */
    List<Due> apply(Caller caller) {
        return Stream.of(Rule.values()).map(rule -> apply(rule, caller)).toList();
    }

    private Due apply(Rule rule, Caller caller) {
        Instant before = before(rule);
        long removed = 0;
        int page;
        do {
            page = rule == Rule.EVIDENCE
                    ? evidence(before)
                    : database.inTransaction(sql -> sql.update(removal(rule), DataRequests.utc(before), PAGE));
            removed += page;
        } while (page == PAGE);
        Due due = new Due(rule, months(rule), before, removed);
        if (removed > 0) {
            tell(database, due, caller);
        }
        return due;
    }

    private static void tell(Sql sql, Due due, Caller caller) {
        Audit.write(
                sql,
                Act.of(caller.name(), Deed.RETENTION_APPLIED)
                        .on(due.rule().name())
                        .noting("months=" + due.months() + " rows=" + due.rows()));
    }

    /** In the order of an index that holds only what is concerned: nothing is looked at twice. */
    private static String removal(Rule rule) {
        String chosen = "(select ctid" + rule.condition() + " order by " + rule.since + " limit $2)";
        return switch (rule) {
            case STATEMENTS ->
                "update statement set body = '\\x01', actor = null, actor_hash = null, actor_sealed = null where ctid in "
                        + chosen;
            case QUESTIONS -> "update question set text = '—', answer = '—' where ctid in " + chosen;
            case REQUESTS, EVIDENCE -> "delete from " + rule.table + " where ctid in " + chosen;
        };
    }

    private int evidence(Instant before) {
        List<UUID> ids =
                database
                        .rows("select id" + Rule.EVIDENCE.condition() + " limit $2", DataRequests.utc(before), PAGE)
                        .stream()
                        .map(row -> row.getUUID("id"))
                        .toList();
        evidence.remove(ids);
        return ids.size();
    }
}
