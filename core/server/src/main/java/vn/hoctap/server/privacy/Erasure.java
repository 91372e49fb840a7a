package vn.hoctap.server.privacy;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Audit;
import vn.hoctap.server.audit.Deed;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.evidence.EvidenceStore;
import vn.hoctap.server.follow.Stirring;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.secrecy.DataKeys;
import vn.hoctap.server.subject.Consequences;
import vn.hoctap.server.subject.Identity;
import vn.hoctap.server.subject.Subject;
import vn.hoctap.server.subject.Subjects;

/**
 * Forgets who somebody was. His key goes, and with it all that it sealed; what is plain about him is emptied. What stays are
 * facts, progress and titles of nobody, with the group, the places, the year of birth and the attributes that criteria ask
 * about, so that every total stays true and {@code ledger check} still comes out the same.
 *
 * <p>Done in two transactions, and the second one again when a stop came between: first everything is emptied, then, once he
 * is judged anew by what is left, his id gives way to a random one.
 */
final class Erasure {
    /** A recorder may remember the former id for an hour. */
    private static final double REMEMBERED_SECONDS = 4_000;

    private static final Logger LOG = LoggerFactory.getLogger(Erasure.class);
    private static final String PREFIX = "erased-";
    private static final MonthDay NEW_YEAR = MonthDay.of(1, 1);

    /** What criteria may ask about in texts, besides what they declare. */
    private static final Set<String> KEPT = Set.of("group", "region");

    /** Emptied as JSON with its hash, so that a check finds nothing altered. */
    private static final String FACTS = """
            update fact set body = '{}', hash = substring(sha256('{}') from 1 for 16), source_ref = null,
                title = case when course is null then '—' end
            where subject = $1 and body <> '{}'""";

    /** What is empty already is not written again: all this is repeated every minute for an hour. */
    private static final List<String> EMPTIED = List.of(
            FACTS,
            "update assessment set body = '{}', hash = substring(sha256('{}') from 1 for 16)"
                    + " where subject = $1 and body <> '{}'",
            "update fact_mark set reason = null where subject = $1 and reason is not null",
            "update question set text = '—', answer = case when answer is not null then '—' end"
                    + " where subject = $1 and (text <> '—' or answer <> '—')",
            "update title set reason = null where subject = $1 and decided_by is not null and reason is not null",
            "update statement set body = '\\x01', actor = null, actor_hash = null, actor_sealed = null"
                    + " where subject = $1 and (body <> '\\x01' or actor is not null or actor_hash is not null"
                    + " or actor_sealed is not null)",
            "delete from subject_identity where subject = $1",
            "delete from consent where subject = $1",
            "update data_request set reason = null where subject = $1 and reason is not null",
            "delete from account_link where subject = $1",
            "delete from link_code where subject = $1",
            "update account set issuer = null, sub = null, sealed_name = null, name_words = null, subject = null"
                    + " where subject = $1",
            "update audit_trail set reason = null, salt = null where subject = $1 and reason is not null",
            "update audit_event set reason = null where subject = $1 and reason is not null");

    /** What long work came to names subjects by their ids. */
    private static final List<String> TOLD = Stream.of("result", "checkpoint", "parameters")
            .map(column -> """
                    update job set %1$s = replace(%1$s::text, to_json($1::text)::text, to_json($2::text)::text)::jsonb
                    where strpos(%1$s::text, to_json($1::text)::text) > 0""".formatted(column))
            .toList();

    private final Database database;
    private final Subjects subjects;
    private final EvidenceStore evidence;
    private final Consequences consequences;
    private final DataRequests requests;
    private final Supplier<Declared> declared;
    private final BiConsumer<Sql, Subject> staged;

    /**
     * What criteria sets ask about.
     *
     * @param attributes their names
     * @param referenceDates the days of the year whose state decides
     */
    record Declared(Set<String> attributes, Collection<MonthDay> referenceDates) {}

    Erasure(
            Database database,
            Subjects subjects,
            EvidenceStore evidence,
            Consequences consequences,
            DataRequests requests,
            Supplier<Declared> declared,
            BiConsumer<Sql, Subject> staged) {
        this.database = database;
        this.subjects = subjects;
        this.evidence = evidence;
        this.consequences = consequences;
        this.requests = requests;
        this.declared = declared;
        this.staged = staged;
    }

    /**
     * Erases the person of a request.
     *
     * @throws Problem 409 when somebody else has dealt with the request
     */
    void erase(DataRequest request, Caller caller) {
        Subject subject = subjects.find(request.subject())
                .orElseThrow(() -> Problem.conflict("Somebody else has dealt with this request already."));
        database.inTransaction(sql -> {
            sql.first("select 1 from subject where key = $1 for update", subject.key());
            requests.complete(sql, request, caller);
            forget(sql, subject);
            empty(sql, subject.key());
            Audit.write(
                    sql,
                    Act.of(caller.name(), Deed.DATA_ERASED)
                            .to(subject.key())
                            .on(request.id().toString()));
            return subject;
        });
        finishOrLater(subject.key(), subject.id(), caller.name());
    }

    private void forget(Sql sql, Subject subject) {
        staged.accept(sql, subject);
        new DataKeys(sql, subjects.secrets()).drop(subject.key());
        Declared asked = declared.get();
        sql.update(
                """
                update subject set name = '—', name_search = '', birth_date = $2, profile = null, name_words = null,
                    national_id = null, erased_at = $3 where key = $1""",
                subject.key(),
                rough(subject.history().birthDate(), asked.referenceDates()),
                DataRequests.utc(requests.now()));
        sql.update(
                """
                delete from subject_attribute where subject = $1 and jsonb_typeof(value) = 'string'
                    and name <> all($2) and name <> all($3)""",
                subject.key(),
                KEPT.toArray(String[]::new),
                asked.attributes().toArray(String[]::new));
        // Not deleted: then who spoke before him would speak again.
        sql.update(
                "update subject_attribute set value = 'null' where name = 'representative' and value #>> '{}' = $1",
                subject.id());
        strangers(sql, subject);
        sql.update("insert into unjudged (subject) values ($1) on conflict do nothing", subject.key());
        Stirring.of(sql, List.of(subject.key()));
    }

    /** Statements about him that never became his. */
    private void strangers(Sql sql, Subject subject) {
        Buffer[] hashes = subject.identities().stream()
                .map(identity -> Identity.hash(subjects.secrets().index(), identity.key()))
                .toArray(Buffer[]::new);
        sql.update("""
                update statement set body = '\\x01', actor = null, actor_hash = null, actor_sealed = null,
                    outcome = case when outcome = 'WAITING' then 'NO_FACT' else outcome end
                where actor_hash = any($1) or actor = any($2)""", hashes, subject.identities().stream().map(Identity::key).toArray(String[]::new));
    }

    private static void empty(Sql sql, long key) {
        EMPTIED.forEach(statement -> sql.update(statement, key));
    }

    /** The earliest day of the same year on which one is as old as on this one whenever criteria ask. */
    static @Nullable LocalDate rough(@Nullable LocalDate birthDate, Collection<MonthDay> referenceDates) {
        if (birthDate == null) {
            return null;
        }
        LocalDate rough = birthDate.with(NEW_YEAR);
        for (MonthDay reference : referenceDates) {
            LocalDate after = reference.atYear(birthDate.getYear()).plusDays(1);
            if (!after.isAfter(birthDate) && after.isAfter(rough)) {
                rough = after;
            }
        }
        return rough;
    }

    /** Ends what a stop of the program left half done; returns how many that were. */
    int finishAll() {
        List<Row> left = database.rows(
                "select key, id from subject where erased_at is not null and not starts_with(id, $1)", PREFIX);
        left.forEach(row -> finishOrLater(row.getLong("key"), row.getString("id"), Act.HOCTAP));
        // Other nodes, and the recorder, may have remembered him for up to an hour.
        database.rows("select key from subject where erased_at > now() - make_interval(secs => $1)", REMEMBERED_SECONDS)
                .forEach(row -> empty(database, row.getLong("key")));
        return left.size();
    }

    /** Nobody knows any more who it was; what is left to do is done by {@link #finishAll} at the latest. */
    private void finishOrLater(long key, String id, String by) {
        try {
            finish(key, id, by);
        } catch (RuntimeException failure) {
            LOG.warn("An erasure is not finished yet; it goes on within a minute", failure);
        }
    }

    private void finish(long key, String id, String by) {
        evidence.erase(key);
        consequences.judge(List.of(id), by);
        database.inTransaction(sql -> {
            // What was on its way while he was being erased.
            empty(sql, key);
            String nobody = PREFIX + UUID.randomUUID();
            TOLD.forEach(statement -> sql.update(statement, id, nobody));
            // Other processes remember the former id.
            Stirring.of(sql, List.of(key));
            return sql.update(
                    "update subject set id = $2 where key = $1 and not starts_with(id, $3)", key, nobody, PREFIX);
        });
        subjects.forget(id);
    }
}
