package vn.hoctap.server.audit;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Reach;

/** Reads the chain, the latest first. Safe for use from any thread. */
public final class Trail {
    private static final int MOST_ACTORS = 200;

    private static final String SELECT = """
        select t.*, s.id as subject_id from audit_trail t left join subject s on s.key = t.subject
        where ($1::bigint is null or t.seq < $1) and ($2::text is null or t.deed = $2)
            and ($3::timestamptz is null or t.at >= $3) and ($4::timestamptz is null or t.at < $4)
            and ($5::text[] is null or s.org_unit = any($5) or t.subject in (
                select subject from stay where unit = any($5) and valid_from <= $6
                    and (valid_to is null or valid_to > $6)))
            %s
        order by t.seq desc limit $7\
        """;

    /** An index answers each of them. */
    private static final String SOUGHT = "and (t.object = $8 or t.actor = any($9)"
            + " or t.subject = any(array(select key from subject where id = any($10))))";

    /**
     * What somebody looks for; what is empty is not asked for.
     *
     * @param reach whose reader sees all, or acts to people in a part of the tree
     * @param text the name or pseudonym of who did it, the name or id of the person, or the id of anything else
     * @param before the place in the chain of the last act of the page before
     */
    public record Query(
            Reach reach,
            Optional<String> text,
            Optional<Deed> deed,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            Optional<Long> before,
            int limit) {}

    /**
     * An act as it is shown.
     *
     * @param subject the id of the person; null: it concerned nobody, or he is not known any more
     * @param erased a reason was given and has been erased
     * @param hash in hexadecimal digits
     */
    public record Entry(
            long seq,
            Instant at,
            String actor,
            @Nullable String behalf,
            String deed,
            @Nullable String subject,
            @Nullable String object,
            @Nullable String note,
            @Nullable String reason,
            boolean erased,
            String hash) {}

    /**
     * How names become what stands in the chain.
     *
     * @param accounts the pseudonyms of those whose names have these words, so many at most
     * @param people the ids of those whose names have these words
     */
    public record Names(BiFunction<String, Integer, List<String>> accounts, Function<String, List<String>> people) {}

    private final Sql sql;
    private final Names names;
    private final Function<String, List<String>> below;

    /** @param below the ids of a unit and of all below it */
    public Trail(Sql sql, Names names, Function<String, List<String>> below) {
        this.sql = sql;
        this.names = names;
        this.below = below;
    }

    public List<Entry> list(Query query) {
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.add(query.before().orElse(null));
        arguments.add(query.deed().map(Deed::slug).orElse(null));
        arguments.add(query.from().map(Trail::begin).map(Columns::utc).orElse(null));
        arguments.add(query.to()
                .map(day -> day.plusDays(1))
                .map(Trail::begin)
                .map(Columns::utc)
                .orElse(null));
        arguments.add(units(query.reach()));
        arguments.add(LocalDate.now(Words.ZONE));
        arguments.add(query.limit());
        query.text().ifPresent(text -> arguments.addAll(List.of(text, actors(text), people(text))));
        String sought = SELECT.formatted(query.text().isPresent() ? SOUGHT : "");
        return sql.rows(sought, arguments.toArray()).stream().map(Trail::entry).toList();
    }

    private String[] actors(String text) {
        return Stream.concat(Stream.of(text), names.accounts().apply(text, MOST_ACTORS).stream())
                .toArray(String[]::new);
    }

    private String[] people(String text) {
        return Stream.concat(Stream.of(text), names.people().apply(text).stream())
                .toArray(String[]::new);
    }

    private String @Nullable [] units(Reach reach) {
        return switch (reach) {
            case Reach.All all -> null;
            case Reach.Under under ->
                under.units().stream()
                        .flatMap(unit -> below.apply(unit).stream())
                        .distinct()
                        .toArray(String[]::new);
            case Reach.Own own -> new String[0];
            case Reach.None none -> new String[0];
        };
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(Words.ZONE).toInstant();
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getLong("seq"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("actor"),
                row.getString("behalf"),
                row.getString("deed"),
                row.getString("subject_id"),
                row.getString("object"),
                row.getString("note"),
                row.getString("reason"),
                row.getString("reason") == null && row.getBuffer("digest") != null,
                HexFormat.of().formatHex(row.getBuffer("hash").getBytes()));
    }
}
