package vn.hoctap.server.privacy;

import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Audit;
import vn.hoctap.server.audit.Deed;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.privacy.DataRequest.Kind;
import vn.hoctap.server.privacy.DataRequest.State;
import vn.hoctap.server.subject.Names;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.Subjects;

/** The work queue of what people ask of their data. Safe for use from any thread, and by several servers. */
final class DataRequests {
    private static final String SELECT = "select r.*, s.id as subject_id, " + Names.columns("s")
            + " from data_request r join subject s on s.key = r.subject where ";

    /** $1: the units, null for the whole tree; $2: the person himself; $3: today. */
    private static final String WITHIN = """
            ($1::text[] is null or s.org_unit = any($1) or s.key in (select subject from stay where unit = any($1)
                and valid_from <= $3 and (valid_to is null or valid_to > $3))) and ($2::text is null or s.id = $2)
            """;

    private final Database database;
    private final Subjects subjects;
    private final Clock clock;

    DataRequests(Database database, Subjects subjects, Clock clock) {
        this.database = database;
        this.subjects = subjects;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** @throws Problem 409 when the same is asked for already, or the subject is nobody in particular */
    DataRequest ask(SubjectPlaces subject, Kind kind, Caller caller) {
        Instant now = now();
        UUID id = UUID.randomUUID();
        database.inTransaction(sql -> {
            int asked = sql.update(
                    """
                    insert into data_request (id, subject, kind, state, asked_at, asked_by, respond_by, complete_by)
                    select $1, s.key, $3, 'OPEN', $4, $5, $6, $7 from subject s
                    where s.key = $2 and s.erased_at is null and s.kind in ('citizen', 'family', 'clan')
                    on conflict do nothing""",
                    id,
                    subject.key(),
                    kind.name(),
                    utc(now),
                    caller.name(),
                    utc(Clocks.respondBy(now)),
                    utc(Clocks.completeBy(now)));
            if (asked == 0) {
                throw Problem.conflict("This has been asked for already, or " + subject.id() + " is no person.");
            }
            Audit.write(sql, act(caller, Deed.DATA_REQUESTED, subject.key(), id, kind));
            return asked;
        });
        return find(id).orElseThrow();
    }

    private static Act act(Caller caller, Deed deed, long key, UUID id, Kind kind) {
        return Act.of(caller.name(), deed).to(key).on(id.toString()).noting("kind=" + kind);
    }

    Optional<DataRequest> find(UUID id) {
        return database.first(SELECT + "r.id = $1", id).map(this::read);
    }

    /** The latest first. */
    List<DataRequest> of(long subject) {
        return database.rows(SELECT + "r.subject = $1 order by r.asked_at desc, r.id", subject).stream()
                .map(this::read)
                .toList();
    }

    /**
     * What is due first comes first.
     *
     * @param pending only what somebody still has to do something about
     * @param after the id of the last of the page before
     */
    List<DataRequest> list(Reach reach, boolean pending, Optional<UUID> after, int limit) {
        return database
                .rows(
                        SELECT + WITHIN + """
                                and (not $4 or r.state in ('OPEN', 'ACCEPTED'))
                                and ($5::uuid is null or (r.complete_by, r.id)
                                    > (select l.complete_by, l.id from data_request l where l.id = $5))
                                order by r.complete_by, r.id limit $6""",
                        units(reach),
                        reach instanceof Reach.Own own ? own.subject() : null,
                        subjects.today(),
                        pending,
                        after.orElse(null),
                        limit)
                .stream()
                .map(this::read)
                .toList();
    }

    private String @Nullable [] units(Reach reach) {
        return switch (reach) {
            case Reach.All all -> null;
            case Reach.Own own -> null;
            case Reach.None none -> new String[0];
            case Reach.Under under ->
                under.units().stream()
                        .flatMap(unit -> subjects.tree().below(unit).stream())
                        .distinct()
                        .toArray(String[]::new);
        };
    }

    /** @throws Problem 409 when it was answered already */
    void accept(DataRequest request, Caller caller) {
        database.inTransaction(sql -> {
            move(
                    sql,
                    "update data_request set state = 'ACCEPTED', responded_at = $2, responded_by = $3"
                            + " where id = $1 and state = 'OPEN'",
                    request,
                    utc(now()),
                    caller.name());
            return tell(sql, Deed.DATA_REQUEST_ACCEPTED, request, caller);
        });
    }

    private static DataRequest tell(Sql sql, Deed deed, DataRequest request, Caller caller) {
        Audit.write(sql, act(caller, deed, request.key(), request.id(), request.kind()));
        return request;
    }

    /** @throws Problem 409 when it is over already */
    void refuse(DataRequest request, String reason, Caller caller) {
        database.inTransaction(sql -> {
            move(
                    sql,
                    "update data_request set state = 'REFUSED', responded_at = $2, responded_by = $3, reason = $4"
                            + " where id = $1 and state in ('OPEN', 'ACCEPTED')",
                    request,
                    utc(now()),
                    caller.name(),
                    reason);
            Audit.write(
                    sql,
                    act(caller, Deed.DATA_REQUEST_REFUSED, request.key(), request.id(), request.kind())
                            .because(reason));
            return request;
        });
    }

    /** @throws Problem 409 when it is over already */
    void cancel(DataRequest request, Caller caller) {
        database.inTransaction(sql -> {
            move(
                    sql,
                    "update data_request set state = 'CANCELLED', completed_at = $2"
                            + " where id = $1 and state in ('OPEN', 'ACCEPTED')",
                    request,
                    utc(now()));
            return tell(sql, Deed.DATA_REQUEST_CANCELLED, request, caller);
        });
    }

    /**
     * In the transaction that does it.
     *
     * @throws Problem 409 when it is over already
     */
    void complete(Sql sql, DataRequest request, Caller caller) {
        move(sql, """
                update data_request set state = 'DONE', completed_at = $2, completed_by = $3,
                    responded_at = coalesce(responded_at, $2), responded_by = coalesce(responded_by, $3)
                where id = $1 and state in ('OPEN', 'ACCEPTED')""", request, utc(now()), caller.name());
    }

    /** The same for what nobody has to do more about than to say that it is done. */
    void complete(DataRequest request, Caller caller) {
        database.inTransaction(sql -> {
            complete(sql, request, caller);
            return tell(sql, Deed.DATA_REQUEST_COMPLETED, request, caller);
        });
    }

    private static void move(Sql sql, String update, DataRequest request, Object... more) {
        Object[] arguments = new Object[more.length + 1];
        arguments[0] = request.id();
        System.arraycopy(more, 0, arguments, 1, more.length);
        if (sql.update(update, arguments) == 0) {
            throw Problem.conflict("Somebody else has dealt with this request already.");
        }
    }

    private DataRequest read(Row row) {
        return new DataRequest(
                row.getUUID("id"),
                row.getLong("subject"),
                row.getString("subject_id"),
                subjects.names().of(row),
                Kind.valueOf(row.getString("kind")),
                State.valueOf(row.getString("state")),
                row.getOffsetDateTime("asked_at").toInstant(),
                row.getOffsetDateTime("respond_by").toInstant(),
                row.getOffsetDateTime("complete_by").toInstant(),
                instant(row.getOffsetDateTime("responded_at")),
                row.getString("reason"),
                instant(row.getOffsetDateTime("completed_at")));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
