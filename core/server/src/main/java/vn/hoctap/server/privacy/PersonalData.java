package vn.hoctap.server.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Audit;
import vn.hoctap.server.audit.Deed;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.evidence.Evidence;
import vn.hoctap.server.evidence.EvidenceStore;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.identity.Accounts;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.secrecy.Bodies;
import vn.hoctap.server.secrecy.DataKeys;
import vn.hoctap.server.subject.Subject;
import vn.hoctap.server.subject.SubjectCopy;
import vn.hoctap.server.subject.Subjects;
import vn.hoctap.server.xapi.Xapi;

/** All that is kept about a person, part by part, as it is handed out to him. */
final class PersonalData {
    /** In the order in which they are shown; $1 is the person. */
    private static final Map<String, String> PARTS = parts();

    private final Database database;
    private final Subjects subjects;
    private final EvidenceStore evidence;
    private final Xapi xapi;
    private final Accounts accounts;

    PersonalData(Database database, Subjects subjects, EvidenceStore evidence, Xapi xapi, Accounts accounts) {
        this.database = database;
        this.subjects = subjects;
        this.evidence = evidence;
        this.xapi = xapi;
        this.accounts = accounts;
    }

    private static Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("activities", """
                select id, type, course, title, started_at, ended_at, valid_until, hours, scaled, passed,
                    array_to_string(skills, ' ') as skills, (array['self', 'center', 'lms', 'officer'])[source + 1] as source,
                    source_ref, recorded_at, body as sent
                from fact where subject = $1 order by ended_at, id""");
        parts.put("marks", """
                select fact, mark, reason, recorded_at from fact_mark where subject = $1 order by seq""");
        parts.put("questions", """
                select fact, text, asked_at, answer, answered_at from question where subject = $1 order by asked_at""");
        parts.put("assessments", """
                select id, set_id, title, cycle, indicator, assessor, points, recorded_at, body as sent
                from assessment where subject = $1 order by recorded_at, id""");
        parts.put("progress", """
                select title, cycle, set_id, set_version, outcome, level, total, as_of
                from progress where subject = $1 order by cycle, title""");
        parts.put("titles", """
                select serial, title, cycle, set_id, set_version, level, state, awarded_at, valid_until, reason
                from title where subject = $1 order by awarded_at, serial""");
        parts.put("enrolments", """
                select id, course, session, state, progress, enrolled_at from enrolment where subject = $1
                order by enrolled_at, id""");
        parts.put("speaksFor", """
                select s.id as collective, a.valid_from as "from" from subject_attribute a join subject s on s.key = a.subject
                where a.name = 'representative' and a.value #>> '{}' = (select id from subject where key = $1)
                order by a.valid_from, s.id""");
        parts.put("consents", "select purpose, given_at from consent where subject = $1 order by purpose");
        parts.put("requests", """
                select kind, state, asked_at, respond_by, complete_by, responded_at, reason, completed_at
                from data_request where subject = $1 order by asked_at, id""");
        parts.put("audit", """
                select at, deed, behalf, object, note, reason from audit_trail where subject = $1 order by seq""");
        return parts;
    }

    /** The same with the files that prove activities; told when it is asked for. */
    Archive archive(Subject subject, Caller caller) {
        return new Archive(subject, handOut(subject, caller), evidence);
    }

    /** Tells in the audit trail that it was handed out, and to whom. */
    Map<String, @Nullable Object> handOut(Subject subject, Caller caller) {
        Audit.write(database, Act.of(caller.name(), Deed.DATA_HANDED_OUT).to(subject.key()));
        return of(subject);
    }

    Map<String, @Nullable Object> of(Subject subject) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("person", SubjectCopy.of(subject, subjects.today()));
        Bodies bodies = new Bodies(new DataKeys(database, subjects.secrets()), subject.key());
        PARTS.forEach((part, query) -> data.put(
                part,
                database.rows(query, subject.key()).stream()
                        .map(row -> map(row, bodies))
                        .toList()));
        data.put(
                "accounts",
                accounts.of(subject.key()).stream().map(PersonalData::shown).toList());
        data.put(
                "evidence",
                evidence.all(subject.key()).stream().map(PersonalData::shown).toList());
        data.put(
                "statements",
                xapi.statementsOf(subject.key()).stream()
                        .map(statement -> content(statement.getBytes()))
                        .toList());
        return data;
    }

    private static Map<String, @Nullable Object> shown(Accounts.Own account) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("issuer", account.issuer());
        shown.put("sub", account.sub());
        shown.put("name", account.name());
        shown.put("created_at", account.createdAt());
        return shown;
    }

    private static Map<String, @Nullable Object> shown(Evidence one) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", one.id());
        shown.put("name", one.name());
        shown.put("activity", one.fact());
        shown.put("type", one.type().slug());
        shown.put("size", one.size());
        shown.put("uploadedAt", one.uploadedAt());
        shown.put("url", one.url());
        shown.put("file", Archive.name(one));
        return shown;
    }

    private static Map<String, @Nullable Object> map(Row row, Bodies bodies) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            map.put(
                    row.getColumnName(i),
                    switch (row.getValue(i)) {
                        case null -> null;
                        case Buffer stored -> content(bodies.open(stored));
                        case OffsetDateTime moment -> moment.toInstant();
                        case Object value -> value;
                    });
        }
        return map;
    }

    private static Object content(byte[] bytes) {
        try {
            JsonNode json = Json.mapper().readTree(bytes);
            return json.isMissingNode() ? Map.of() : json;
        } catch (IOException noJson) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
