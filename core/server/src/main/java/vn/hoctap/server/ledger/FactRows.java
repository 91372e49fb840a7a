package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Fact.Result;
import vn.hoctap.api.Fact.Skill;
import vn.hoctap.api.Fact.Source;
import vn.hoctap.api.Rational;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.ledger.Command.RecordFact;

/** Facts between Java and their columns. */
final class FactRows {
    /** All that a {@link Fact} is made of. */
    static final String COLUMNS = "subject, id, type, course, title, started_at, ended_at, valid_until, hours, scaled,"
            + " passed, skills, source, source_ref, recorded_at, recorded_by";
    /** Between the skills of one fact on their way into an array of arrays, which SQL does not have. */
    private static final String SEPARATOR = "\u001f";

    private FactRows() {}

    /** A fact to append, with the key of its subject. */
    record NewFact(long subject, RecordFact command, String by) {
        Fact fact() {
            return command.fact();
        }
    }

    /** The columns are unnested in the list of what is selected: in {@code from}, each would be stored on the way. */
    static Future<RowSet<Row>> insert(Sql sql, List<NewFact> rows, Instant now) {
        return sql.send(
                """
                insert into fact (subject, id, type, course, title, started_at, ended_at, valid_until, hours, scaled,
                    passed, skills, source, source_ref, recorded_by, hash, body, recorded_at)
                select unnest($1::bigint[]), unnest($2::text[]), unnest($3::text[]), unnest($4::text[]),
                    unnest($5::text[]), unnest($6::timestamptz[]), unnest($7::timestamptz[]),
                    unnest($8::timestamptz[]), unnest($9::text[]), unnest($10::text[]), unnest($11::boolean[]),
                    string_to_array(unnest($12::text[]), chr(31)), unnest($13::int2[]), unnest($14::text[]),
                    unnest($15::text[]), unnest($16::bytea[]), unnest($17::bytea[]), $18""",
                Columns.of(rows, Long[]::new, NewFact::subject),
                Columns.of(rows, String[]::new, r -> r.fact().id()),
                Columns.of(rows, String[]::new, r -> r.fact().type()),
                Columns.of(rows, String[]::new, r -> r.fact().course()),
                Columns.of(rows, String[]::new, r -> r.fact().title()),
                Columns.of(
                        rows, OffsetDateTime[]::new, r -> Columns.utc(r.fact().startedAt())),
                Columns.of(
                        rows, OffsetDateTime[]::new, r -> Columns.utc(r.fact().endedAt())),
                Columns.of(
                        rows, OffsetDateTime[]::new, r -> Columns.utc(r.fact().validUntil())),
                Columns.of(rows, String[]::new, r -> text(r.fact().hours())),
                Columns.of(rows, String[]::new, r -> scaled(r.fact().result())),
                Columns.of(rows, Boolean[]::new, r -> passed(r.fact().result())),
                Columns.of(rows, String[]::new, r -> skills(r.fact().skills())),
                Columns.of(rows, Short[]::new, r -> code(r.fact().source().kind())),
                Columns.of(rows, String[]::new, r -> r.fact().source().ref()),
                Columns.of(rows, String[]::new, NewFact::by),
                Columns.of(rows, Buffer[]::new, r -> Buffer.buffer(r.command().hash())),
                Columns.of(rows, Buffer[]::new, r -> Buffer.buffer(r.command().body())),
                Columns.utc(now));
    }

    /** @param verified by an officer; a trusted source needs none */
    static Fact fact(Row row, boolean verified) {
        Source.Kind kind = kind(row.getShort("source"));
        return new Fact(
                row.getString("id"),
                row.getString("type"),
                row.getString("course"),
                row.getString("title"),
                Columns.instant(row.getOffsetDateTime("started_at")),
                row.getOffsetDateTime("ended_at").toInstant(),
                Columns.instant(row.getOffsetDateTime("valid_until")),
                number(row.getString("hours")),
                result(row),
                Arrays.stream(row.getArrayOfStrings("skills"))
                        .map(FactRows::skill)
                        .toList(),
                new Source(kind, row.getString("source_ref")),
                verified || kind.trusted());
    }

    static Fact verified(Fact fact) {
        return new Fact(
                fact.id(),
                fact.type(),
                fact.course(),
                fact.title(),
                fact.startedAt(),
                fact.endedAt(),
                fact.validUntil(),
                fact.hours(),
                fact.result(),
                fact.skills(),
                fact.source(),
                true);
    }

    private static short code(Source.Kind kind) {
        return switch (kind) {
            case SELF -> 0;
            case CENTER -> 1;
            case LMS -> 2;
            case OFFICER -> 3;
        };
    }

    static Source.Kind kind(short code) {
        return switch (code) {
            case 0 -> Source.Kind.SELF;
            case 1 -> Source.Kind.CENTER;
            case 2 -> Source.Kind.LMS;
            case 3 -> Source.Kind.OFFICER;
            default -> throw new IllegalArgumentException("no source has the code " + code);
        };
    }

    private static @Nullable Result result(Row row) {
        Rational scaled = number(row.getString("scaled"));
        Boolean passed = row.getBoolean("passed");
        return scaled == null && passed == null ? null : new Result(scaled, passed);
    }

    private static @Nullable Rational number(@Nullable String text) {
        return text == null ? null : Rational.parse(text);
    }

    private static @Nullable String text(@Nullable Rational number) {
        return number == null ? null : number.toString();
    }

    private static @Nullable String scaled(@Nullable Result result) {
        return result == null ? null : text(result.scaled());
    }

    private static @Nullable Boolean passed(@Nullable Result result) {
        return result == null ? null : result.passed();
    }

    private static String skills(List<Skill> skills) {
        return switch (skills.size()) {
            case 0 -> "";
            case 1 -> text(skills.getFirst());
            default -> skills.stream().map(FactRows::text).collect(Collectors.joining(SEPARATOR));
        };
    }

    private static String text(Skill skill) {
        return skill.framework() + ":" + skill.component() + ":" + skill.level();
    }

    /** A framework may be an address with colons of its own, so the text is taken apart from its end. */
    private static Skill skill(String text) {
        int level = text.lastIndexOf(':');
        int component = text.lastIndexOf(':', level - 1);
        return new Skill(
                text.substring(0, component),
                text.substring(component + 1, level),
                Integer.parseInt(text.substring(level + 1)));
    }
}
