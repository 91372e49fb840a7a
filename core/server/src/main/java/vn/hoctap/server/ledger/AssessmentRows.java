package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.Way.Assessor;
import vn.hoctap.engine.progress.Entry.Assessed;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.ledger.Command.RecordAssessment;

/** Assessments between Java and their columns. */
final class AssessmentRows {
    private AssessmentRows() {}

    /** An assessment to append, with the key of its subject and the title that its set awards. */
    record NewAssessment(long subject, String title, RecordAssessment command, String by) {
        Assessed entry(Instant now) {
            return new Assessed(
                    command.id(), title, command.cycle(), command.indicator(), command.by(), command.points(), now);
        }
    }

    static Future<RowSet<Row>> insert(Sql sql, List<NewAssessment> rows, Instant now) {
        return sql.send(
                """
                insert into assessment (subject, id, set_id, title, cycle, indicator, assessor, points, recorded_by,
                    hash, body, recorded_at)
                select u.*, $12 from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[],
                    $7::text[], $8::text[], $9::text[], $10::bytea[], $11::bytea[]) u""",
                Columns.of(rows, Long[]::new, NewAssessment::subject),
                Columns.of(rows, String[]::new, r -> r.command().id()),
                Columns.of(rows, String[]::new, r -> r.command().set()),
                Columns.of(rows, String[]::new, NewAssessment::title),
                Columns.of(rows, Integer[]::new, r -> r.command().cycle()),
                Columns.of(rows, String[]::new, r -> r.command().indicator()),
                Columns.of(rows, String[]::new, r -> slug(r.command().by())),
                Columns.of(rows, String[]::new, r -> r.command().points().toString()),
                Columns.of(rows, String[]::new, NewAssessment::by),
                Columns.of(rows, Buffer[]::new, r -> Buffer.buffer(r.command().hash())),
                Columns.of(rows, Buffer[]::new, r -> Buffer.buffer(r.command().body())),
                Columns.utc(now));
    }

    static Assessed entry(Row row) {
        return new Assessed(
                row.getString("id"),
                row.getString("title"),
                row.getInteger("cycle"),
                row.getString("indicator"),
                Assessor.valueOf(row.getString("assessor").toUpperCase(Locale.ROOT)),
                Rational.parse(row.getString("points")),
                row.getOffsetDateTime("recorded_at").toInstant());
    }

    private static String slug(Assessor assessor) {
        return assessor.name().toLowerCase(Locale.ROOT);
    }
}
