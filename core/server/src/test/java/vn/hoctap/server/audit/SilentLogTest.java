package vn.hoctap.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.PlainTraces;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestForm;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;
import vn.hoctap.server.evidence.TestFiles;
import vn.hoctap.server.ledger.Difference;

/** The log, in more detail than anybody runs it, knows nobody. */
class SilentLogTest {
    private static final String NAME = "Hoàng Thị Kín";
    private static final List<String> PERSONAL = List.of(
            NAME,
            "Thị Kín",
            "hoang thi kin",
            "1951-07-09",
            "kin.hoang",
            "bi-mat-4711",
            "012345678901",
            "Kín Đáo",
            "riêng tư",
            "khám bệnh",
            "forged.token.here",
            "Mật khẩu");

    /** What nobody reads in a stolen database or folder either; titles of courses and reasons are no names. */
    private static final List<String> SEALED = List.of(
            NAME,
            "Thị Kín",
            "hoang thi kin",
            "1951-07-09",
            "kin.hoang",
            "bi-mat-4711",
            "012345678901",
            "khám bệnh",
            "forged.token.here",
            "Mật khẩu");

    private static final Queue<String> LOGGED = new ConcurrentLinkedQueue<>();
    private static final Logger OURS = logger("vn.hoctap");
    private static final Logger ALL = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final Level USUAL = OURS.getLevel();
    private static final AppenderBase<ILoggingEvent> APPENDER = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            String thrown =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            LOGGED.add(event.getFormattedMessage() + " " + event.getKeyValuePairs() + " " + thrown);
        }
    };

    private static TestServer server;

    private static Logger logger(String name) {
        return ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(name);
    }

    @BeforeAll
    static void listen() {
        APPENDER.setContext(ALL.getLoggerContext());
        APPENDER.start();
        ALL.addAppender(APPENDER);
        OURS.setLevel(Level.TRACE);
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
        ALL.detachAppender(APPENDER);
        OURS.setLevel(USUAL);
    }

    private static String person(String id) {
        return """
            {"id":"%s","kind":"citizen","name":"%s","birthDate":"1951-07-09","group":"nong-dan","nationalId":"012345678901",
             "residence":"thon-3-quang-vinh","from":"2020-01-01",
             "identities":[{"mbox":"mailto:kin.hoang@example.invalid"},
                {"account":{"homePage":"https://lms.example.invalid","name":"bi-mat-4711"}}]}\
            """.formatted(id, NAME);
    }

    @Test
    void a_journey_leaves_no_name_number_or_address_in_the_log_in_a_table_or_a_file() {
        String id = "any-" + UUID.randomUUID();
        assertThat(server.post("admin", "/api/v1/subjects", person(id)).status())
                .isEqualTo(201);
        wrongly(id);
        learning(id);
        files(id);
        proofs(id);
        statements();
        pages(id);

        assertThat(LOGGED).isNotEmpty();
        assertThat(LOGGED)
                .allSatisfy(line -> assertThat(line).doesNotContainIgnoringCase(PERSONAL.toArray(String[]::new)));
        assertThat(SEALED).allSatisfy(text -> {
            assertThat(PlainTraces.inTables(server.server().core().database(), text))
                    .isEmpty();
            assertThat(PlainTraces.inFiles(server.data(), text)).isEmpty();
        });
    }

    /** What proves something, and how it is called. */
    private static void proofs(String id) {
        Answer kept = server.send(
                "officer",
                "/api/v1/evidence?subject=" + id,
                new TestForm().file("file", "Giấy khám bệnh.png", TestFiles.png()));
        assertThat(kept.status()).isEqualTo(201);
        String evidence =
                "\"evidence\":[{\"name\":\"%s.pdf\",\"url\":\"https://example.invalid/bi-mat-4711\"}]".formatted(NAME);
        String activity = """
                {"id":"lop-kin","subject":"%s","type":"reading","title":"Lớp","endedAt":"2026-03-07T17:00:00+07:00",%s}""".formatted(id, evidence);
        assertThat(server.post("officer", "/api/v1/activities", activity)
                        .at("/0/status")
                        .asText())
                .isEqualTo("recorded");
        assertThat(server.post("officer", "/api/v1/activities", activity)
                        .at("/0/status")
                        .asText())
                .isEqualTo("duplicate");
        Answer given = server.post("officer", "/api/v1/assessments", """
                {"subject":"%s","set":"thu/nong-dan","cycle":2026,"indicator":"doc","points":4,"by":"appraiser",%s}""".formatted(id, evidence));
        assertThat(given.status()).isEqualTo(200);
        assertThat(server.get("officer", "/api/v1/subjects/" + id + "/personal-data")
                        .body()
                        .toString())
                .contains(NAME + ".pdf", "khám bệnh");
        List<Difference> differences = new ArrayList<>();
        server.server().core().ledgerCheck().run(1, differences::add, (checked, all) -> {});
        assertThat(differences).isEmpty();
    }

    /** Of somebody who is known, and of nobody who is. */
    private static void statements() {
        Answer provider = server.post("admin", "/api/v1/providers", "{\"name\":\"LMS\",\"orgUnit\":\"quang-vinh\"}");
        String key = Base64.getEncoder()
                .encodeToString((provider.at("/key").asText() + ":"
                                + provider.at("/secret").asText())
                        .getBytes(StandardCharsets.UTF_8));
        for (String mail : List.of("kin.hoang@example.invalid", "kin.hoang.2@example.invalid")) {
            Answer received = server.send(HttpRequest.newBuilder(server.at("/xapi/statements"))
                    .header("Authorization", "Basic " + key)
                    .header("X-Experience-API-Version", "1.0.3")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("""
                            {"actor":{"name":"%s","mbox":"mailto:%s"},"timestamp":"2026-05-01T08:00:00+07:00",
                             "verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},
                             "object":{"id":"http://lms.example/c/1","definition":{"name":{"vi":"Một"},
                               "type":"http://adlnet.gov/expapi/activities/course"}}}""".formatted(NAME, mail))));
            assertThat(received.status()).as(received.body().toString()).isEqualTo(200);
        }
    }

    /** Refusals are where a log is tempted to say what was wrong. */
    private static void wrongly(String id) {
        assertThat(server.post("admin", "/api/v1/subjects", person(id)).status())
                .isEqualTo(409);
        assertThat(server.post("admin", "/api/v1/subjects", person("other-" + id))
                        .status())
                .isEqualTo(409);
        assertThat(server.post("admin", "/api/v1/subjects", person("x").replace("citizen", NAME))
                        .status())
                .isEqualTo(400);
        assertThat(server.post("admin", "/api/v1/subjects", person("x").replace("}", ""))
                        .status())
                .isEqualTo(400);
        server.send(HttpRequest.newBuilder(server.at("/api/v1/subjects?q=" + encoded(NAME)))
                .header("Authorization", "Bearer forged.token.here"));
        server.send(HttpRequest.newBuilder(server.at("/nowhere/" + encoded(NAME))));
        server.send(server.request("learner", "/api/v1/subjects/" + encoded(NAME)));
    }

    private static void learning(String id) {
        String fact = server.post("officer", "/api/v1/activities", """
            {"subject":"%s","type":"reading","title":"Lớp Kín Đáo","endedAt":"2026-03-05T17:00:00+07:00"}\
            """.formatted(id))
                .at("/0/id")
                .asText();
        server.delete(
                "officer", "/api/v1/activities/" + fact + "?subject=" + id + "&reason=" + encoded("lý do riêng tư"));
        server.post(
                "officer",
                "/api/v1/activities/" + fact + "/withdrawal?subject=" + id,
                "{\"reason\":\"lý do riêng tư\"}");
        server.get("officer", "/api/v1/subjects?q=" + encoded("hoang thi kin"));
        Answer found = server.post("officer", "/api/v1/subjects/search?limit=1", "{\"q\":\"hoang thi kin\"}");
        assertThat(found.at("/items/0/name").asText()).startsWith(NAME);
        server.post("auditor", "/api/v1/audit/search?limit=1", "{\"q\":\"hoang thi kin\"}");
        server.api(server.request("officer", "/api/v1/subjects/" + id)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"name\":\"" + NAME + " Hai\"}")));
    }

    private static void files(String id) {
        byte[] photo = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
        server.send(
                "officer", "/api/v1/evidence?subject=" + id, new TestForm().file("file", "Giấy khám bệnh.jpg", photo));
        String roster = "id,kind,name,birthDate,group,residence,mbox\n"
                + id + ",citizen," + NAME + ",1951-07-09,nong-dan,thon-3-quang-vinh,mailto:kin.hoang@example.invalid\n"
                + "other-" + id + ",citizen," + NAME + ",1951-07-09,Kín Đáo,nowhere,mailto:kin.hoang@example.invalid\n";
        Answer job = server.send(
                "officer",
                "/api/v1/imports?kind=roster",
                new TestForm().file("file", NAME + ".csv", roster.getBytes(StandardCharsets.UTF_8)));
        assertThat(job.status()).isEqualTo(202);
        String address = "/api/v1/jobs/" + job.at("/id").asText();
        await().until(() -> List.of("DONE", "FAILED")
                .contains(server.get("officer", address).at("/state").asText()));
        server.get("officer", "/api/v1/exports/roster?format=json");
    }

    private static void pages(String id) {
        TestBrowser officer = TestBrowser.as("officer", server);
        assertThat(officer.submit("/officer", "q", NAME).text()).contains(NAME);
        assertThat(officer.get("/officer/people/" + id).text()).contains(NAME);
        assertThat(officer.get("/officer/people/" + encoded(NAME)).status()).isGreaterThanOrEqualTo(400);
        TestBrowser.as("auditor", server).submit("/audit", "q", NAME);
        officer.submit("/me/log/courses", "title", "Lớp Kín Đáo");
        TestBrowser.anonymous(server).submit("/sign-in", "user", NAME, "password", "Mật khẩu");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
