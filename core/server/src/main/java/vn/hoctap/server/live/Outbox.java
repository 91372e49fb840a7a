package vn.hoctap.server.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.sqlclient.Row;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.follow.Silence;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.live.Happening.OfJob;
import vn.hoctap.server.live.Happening.OfQueue;
import vn.hoctap.server.live.Happening.OfTitle;
import vn.hoctap.server.subject.SubjectPlaces;

/**
 * Reads what happened, in an order that does not change any more: only rows of transactions below which none has anything
 * more to tell. Safe for use from any thread.
 */
final class Outbox {
    private static final String SWEPT = "outbox.swept";
    private static final int SWEEP = 10_000;

    private final Database database;
    private final Function<Collection<String>, Map<String, SubjectPlaces>> places;

    /** @param places where subjects belong today, by their ids */
    Outbox(Database database, Function<Collection<String>, Map<String, SubjectPlaces>> places) {
        this.database = database;
        this.places = places;
    }

    /**
     * @param reached where to go on
     * @param more whether there was more than one page
     */
    record Page(List<Happening> happenings, EventId reached, boolean more) {
        Page {
            happenings = List.copyOf(happenings);
        }
    }

    /** After everything that can be read now, and before everything else. */
    EventId head() {
        long told = database.first("select told_below()::text::bigint as xid")
                .orElseThrow()
                .getLong("xid");
        return new EventId(told, 0, 0);
    }

    /** Of so many rows at most. */
    Page after(EventId last, int rows) {
        List<Row> found = database.rows("""
                select xid::text::bigint as xid, id, body::text as body from outbox
                where (xid, id) >= ($1::text::xid8, $2) and xid < (select told_below())
                order by xid, id limit $3""", String.valueOf(last.transaction()), last.row(), rows + 1);
        Set<String> subjects = new HashSet<>();
        List<Told> told = found.stream().map(Told::of).toList();
        told.forEach(row -> subjects.addAll(row.subjects()));
        Map<String, SubjectPlaces> known = subjects.isEmpty() ? Map.of() : places.apply(subjects);
        List<Happening> happenings = told.stream()
                .flatMap(row -> row.happenings(known).stream())
                .filter(happening -> happening.id().isAfter(last))
                .toList();
        return new Page(happenings, told.isEmpty() ? last : told.getLast().end(), found.size() > rows);
    }

    /** Whether something after it may be gone, or it is from another life of this database. */
    boolean isLost(EventId last) {
        boolean swept = database.first("select value from setting where name = $1", SWEPT)
                .flatMap(row -> EventId.parse(row.getString("value")))
                .filter(gone -> gone.isAfter(last))
                .isPresent();
        return swept
                || database.first("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as xid")
                        .filter(row -> last.transaction() > row.getLong("xid"))
                        .isPresent();
    }

    /** What a restored copy brought along was numbered by another server and would come in between; followers get it again. */
    void forgetOtherLives() {
        database.update("""
                with gone as (
                    delete from outbox where xid >= pg_snapshot_xmax(pg_current_snapshot()) returning *)
                insert into outbox (at, subjects, body, stirred, turned)
                select at, '{}', '{}', stirred, turned from gone where stirred is not null order by gone.xid, gone.id""");
    }

    /** Throws away what is older and every follower has read, and remembers up to where. */
    void sweep(Duration age) {
        boolean more = true;
        while (more) {
            more = database.inTransaction(sql -> sweep(sql, age));
        }
    }

    /** Whether there may be more. */
    private static boolean sweep(Sql sql, Duration age) {
        Silence.keep(sql);
        return sql.first("""
                            with unread as (
                                select xid, id from outbox where stirred is not null
                                    and (xid, id) > (select xid, id from follower order by xid, id limit 1)
                                order by xid, id limit 1),
                            old as (
                                select xid, id from outbox where at < now() - make_interval(secs => $1)
                                    and xid < (select told_below())
                                    and not exists (
                                        select from unread where (unread.xid, unread.id) <= (outbox.xid, outbox.id))
                                order by xid, id limit $2),
                            last as (select xid, id from old order by xid desc, id desc limit 1),
                            noted as (
                                insert into setting (name, value)
                                select $3, xid::text || '-' || id from last
                                on conflict (name) do update set value = excluded.value),
                            gone as (
                                delete from outbox o using last
                                where (o.xid, o.id) <= (last.xid, last.id) returning 1)
                            select count(*)::int as n from gone""", (double) age.toSeconds(), SWEEP, SWEPT)
                        .orElseThrow()
                        .getInteger("n")
                >= SWEEP;
    }

    /** A row as it is stored. */
    private record Told(long transaction, long row, JsonNode body) {
        static Told of(Row row) {
            try {
                return new Told(
                        row.getLong("xid"), row.getLong("id"), Json.mapper().readTree(row.getString("body")));
            } catch (JsonProcessingException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        EventId end() {
            return EventId.endOf(transaction, row);
        }

        Set<String> subjects() {
            Set<String> subjects = new HashSet<>(body.path("titles").findValuesAsText("id"));
            body.path("queue").forEach(id -> subjects.add(id.asText()));
            return subjects;
        }

        List<Happening> happenings(Map<String, SubjectPlaces> places) {
            List<Happening> happenings = new ArrayList<>();
            for (JsonNode title : body.path("titles")) {
                if (title.has("id")) {
                    String subject = title.path("id").asText();
                    ObjectNode data = Json.mapper().createObjectNode().put("subject", subject);
                    List.of("serial", "title", "level", "cycle", "state")
                            .forEach(name -> data.set(name, title.get(name)));
                    happenings.add(Happening.of(next(happenings), new OfTitle(subject, paths(places, subject)), data));
                }
            }
            for (JsonNode queued : body.path("queue")) {
                String subject = queued.asText();
                ObjectNode data = Json.mapper().createObjectNode().put("subject", subject);
                happenings.add(Happening.of(next(happenings), new OfQueue(subject, paths(places, subject)), data));
            }
            if (body.path("job") instanceof ObjectNode job) {
                String by = job.remove("by").asText();
                happenings.add(Happening.of(next(happenings), new OfJob(by), job));
            }
            return happenings;
        }

        private EventId next(List<Happening> before) {
            return new EventId(transaction, row, before.size());
        }

        private static List<String> paths(Map<String, SubjectPlaces> places, String subject) {
            SubjectPlaces known = places.get(subject);
            return known == null ? List.of() : known.paths();
        }
    }
}
