package vn.hoctap.server.ledger;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact.Source;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Page;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.secrecy.Bodies;
import vn.hoctap.server.secrecy.DataKeys;
import vn.hoctap.server.secrecy.Secrets;
import vn.hoctap.server.subject.SubjectPlaces;

/** Recorded activities, for reading. Safe for use from any thread. */
final class Activities {
    private static final String LIST = """
            select f.*, m.verdict, coalesce(m.withdrawn, false) as withdrawn, m.why
            from fact f left join lateral (
                select bool_or(mark = 'withdrawn') as withdrawn,
                    (array_agg(mark order by seq desc) filter (where mark <> 'withdrawn'))[1] as verdict,
                    (array_agg(reason order by mark = 'withdrawn' desc, seq desc))[1] as why
                from fact_mark where subject = f.subject and fact = f.id) m on true
            where f.subject = $1 and ($2::timestamptz is null or (f.ended_at, f.id) < ($2, $3))
                and ($4::text is null or $4 = case
                    when m.withdrawn then 'withdrawn'
                    when m.verdict = 'rejected' then 'rejected'
                    when m.verdict = 'verified' or f.source > 0 then 'verified'
                    else 'pending' end)
            order by f.ended_at desc, f.id desc limit $5""";

    private final Sql sql;
    private final Secrets secrets;

    Activities(Sql sql, Secrets secrets) {
        this.sql = sql;
        this.secrets = secrets;
    }

    /** The latest first. */
    List<RecordedActivity> list(SubjectPlaces subject, @Nullable String state, Page page) {
        Optional<Cursor> after = page.after().map(Cursor::parse);
        Bodies bodies = new Bodies(new DataKeys(sql, secrets), subject.key());
        return sql
                .rows(
                        LIST,
                        subject.key(),
                        after.map(Cursor::endedAt).orElse(null),
                        after.map(Cursor::id).orElse(null),
                        state,
                        page.fetch())
                .stream()
                .map(row -> RecordedActivity.of(subject.id(), row, bodies))
                .toList();
    }

    /** Who said it, as {@link vn.hoctap.api.Fact.Source.Kind#ordinal}. */
    Optional<Source.Kind> source(SubjectPlaces subject, String id) {
        return sql.first("select source from fact where subject = $1 and id = $2", subject.key(), id)
                .map(row -> FactRows.kind(row.getShort("source")));
    }

    /** Whether an officer has verified or rejected it. */
    boolean decided(SubjectPlaces subject, String id) {
        return sql.first(
                        "select 1 from fact_mark where subject = $1 and fact = $2 and mark <> 'withdrawn' limit 1",
                        subject.key(),
                        id)
                .isPresent();
    }

    static String cursor(RecordedActivity last) {
        return last.endedAt() + " " + last.id();
    }

    private record Cursor(OffsetDateTime endedAt, String id) {
        static Cursor parse(String text) {
            int space = text.indexOf(' ');
            try {
                return new Cursor(
                        OffsetDateTime.parse(text.substring(0, Math.max(0, space))), text.substring(space + 1));
            } catch (DateTimeParseException malformed) {
                throw Problem.invalid(
                        "/query/after", "after must be the cursor from the Link header of the page before.");
            }
        }
    }
}
