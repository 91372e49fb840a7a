package vn.hoctap.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestForm;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;

class EvidenceApiTest {
    private static TestServer server;

    private final String farmer = server.anyFarmer();

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer upload(String persona, String subject, String name, byte[] content) {
        return server.send(persona, "/api/v1/evidence?subject=" + subject, new TestForm().file("file", name, content));
    }

    private String kept(byte[] content) {
        return upload("officer", farmer, "minh chứng.jpg", content).at("/url").asText();
    }

    private Answer activity(String persona, String subject, String evidence) {
        return server.post(persona, "/api/v1/activities", """
                {"subject":"%s","type":"reading","title":"Sách","endedAt":"2026-03-05T17:00:00+07:00",
                 "evidence":[%s]}""".formatted(subject, evidence));
    }

    private static String named(String url) {
        return "{\"name\":\"ảnh\",\"url\":\"" + url + "\"}";
    }

    /** What was on its way goes only after the answer. */
    private static long files() throws IOException {
        await().until(() -> {
            String[] coming =
                    server.data().resolve("evidence/incoming").toFile().list();
            return coming == null || coming.length == 0;
        });
        try (Stream<Path> all = Files.walk(server.data().resolve("evidence"))) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void a_photo_is_kept_and_given_back_to_who_may_read_the_person() {
        Answer sent = upload("learner", TestServer.LEARNER, "giấy chứng nhận.jpg", TestFiles.photo());

        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.at("/mediaType").asText()).isEqualTo("image/jpeg");
        assertThat(sent.at("/name").asText()).isEqualTo("giấy chứng nhận.jpg");
        Answer got = server.get("officer", sent.at("/url").asText());
        assertThat(got.status()).isEqualTo(200);
        assertThat(header(got, "content-type")).isEqualTo("image/jpeg");
        assertThat(header(got, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(got, "content-security-policy")).contains("sandbox");
        assertThat(header(got, "cache-control")).isEqualTo("private, no-cache");
        assertThat(header(got, "content-disposition"))
                .isEqualTo("inline; filename=\"giay chung nhan.jpg\";"
                        + " filename*=UTF-8''gi%E1%BA%A5y%20ch%E1%BB%A9ng%20nh%E1%BA%ADn.jpg");
    }

    private static String header(Answer answer, String name) {
        return String.join("|", answer.headers().getOrDefault(name, List.of()));
    }

    @Test
    void what_the_browser_has_already_is_not_sent_again() {
        String url = kept(TestFiles.photo());
        String tag = header(server.get("officer", url), "etag");

        Answer again = server.send(server.request("officer", url).header("If-None-Match", tag));

        assertThat(again.status()).isEqualTo(304);
    }

    @Test
    void nobody_else_learns_that_it_is_there() {
        String stranger = server.farmer("stranger-" + farmer, "tphcm");
        String url =
                upload("admin", stranger, "a.jpg", TestFiles.photo()).at("/url").asText();

        assertThat(server.get("officer", url).status()).isEqualTo(404);
        assertThat(server.get("learner", kept(TestFiles.photo())).status()).isEqualTo(404);
        assertThat(server.get("officer", "/api/v1/evidence/no-uuid").status()).isEqualTo(404);
        assertThat(server.send(HttpRequest.newBuilder(server.at(url))).status()).isEqualTo(401);
        assertThat(upload("learner", farmer, "a.jpg", TestFiles.photo()).status())
                .isEqualTo(403);
        assertThat(upload("auditor", farmer, "a.jpg", TestFiles.photo()).status())
                .isEqualTo(403);
    }

    @Test
    void the_content_decides_what_a_file_is() {
        assertThat(upload("officer", farmer, "a.exe", TestFiles.png())
                        .at("/mediaType")
                        .asText())
                .isEqualTo("image/png");
        assertThat(upload("officer", farmer, "a.jpg", TestFiles.pdf())
                        .at("/mediaType")
                        .asText())
                .isEqualTo("application/pdf");
        assertThat(upload("officer", farmer, "a", TestFiles.heic())
                        .at("/mediaType")
                        .asText())
                .isEqualTo("image/heic");
        assertThat(upload("officer", farmer, "a", TestFiles.webp())
                        .at("/mediaType")
                        .asText())
                .isEqualTo("image/webp");
        for (byte[] refused : new byte[][] {
            TestFiles.html(), TestFiles.svg(), "PK\3\4".getBytes(StandardCharsets.US_ASCII), new byte[0]
        }) {
            Answer answer = upload("officer", farmer, "photo.jpg", refused);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.pointers()).containsExactly("/file");
        }
        assertThat(upload("officer", farmer, "photo.jpg", TestFiles.html())
                        .at("/detail")
                        .asText())
                .contains("JPEG", "PDF", "content decides");
    }

    @Test
    void names_are_made_harmless() {
        assertThat(upload("officer", farmer, "..\\\\..\\\\etc/passwd", TestFiles.photo())
                        .at("/name")
                        .asText())
                .isEqualTo("passwd.jpg");
        assertThat(upload("officer", farmer, "../../x.html", TestFiles.photo())
                        .at("/name")
                        .asText())
                .isEqualTo("x.html.jpg");
        assertThat(upload("officer", farmer, "a\u202Egpj.exe", TestFiles.photo())
                        .at("/name")
                        .asText())
                .isEqualTo("agpj.exe.jpg");
        assertThat(upload("officer", farmer, "...", TestFiles.pdf()).at("/name").asText())
                .isEqualTo("minh-chung.pdf");
        assertThat(upload("officer", farmer, "x".repeat(400) + ".jpg", TestFiles.photo())
                        .at("/name")
                        .asText())
                .hasSizeLessThan(130)
                .endsWith(".jpg");
    }

    @Test
    void a_file_that_is_too_large_leaves_nothing_behind() throws IOException {
        long before = files();
        byte[] large = Arrays.copyOf(TestFiles.pdf(), 3 * 1024 * 1024);

        Answer answer = upload("officer", farmer, "large.pdf", large);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.at("/detail").asText()).contains("large.pdf", "1 MB at most");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void a_person_has_room_for_so_much() {
        byte[] megabyte = Arrays.copyOf(TestFiles.pdf(), 1024 * 1024 - 100);
        for (byte i = 0; i < 4; i++) {
            megabyte[megabyte.length - 1] = i;
            assertThat(upload("officer", farmer, "a.pdf", megabyte).status()).isEqualTo(201);
        }
        megabyte[megabyte.length - 1] = 9;

        assertThat(upload("officer", farmer, "a.pdf", megabyte).status()).isEqualTo(413);
    }

    @Test
    void what_is_no_form_is_refused() {
        assertThat(server.post("officer", "/api/v1/evidence?subject=" + farmer, "{}")
                        .status())
                .isEqualTo(415);
        assertThat(server.send("officer", "/api/v1/evidence?subject=" + farmer, new TestForm().fields("a", "b"))
                        .pointers())
                .containsExactly("/file");
    }

    @Test
    void the_place_of_a_photo_is_not_kept() {
        String url = kept(TestFiles.photoWithPlace(6));

        assertThat(server.get("officer", url).body().asText()).doesNotContain(TestFiles.PLACE);
    }

    @Test
    void evidence_named_by_an_activity_is_attached_and_shown_with_it() {
        String url = kept(TestFiles.photo());

        Answer recorded = activity("officer", farmer, named(url) + "," + named("https://example.invalid/x"));

        assertThat(recorded.status()).isEqualTo(200);
        Answer list = server.get("officer", "/api/v1/activities?subject=" + farmer);
        assertThat(list.body().findValuesAsText("url")).containsExactly(url, "https://example.invalid/x");
        assertThat(server.delete("officer", url).status()).isEqualTo(409);
        server.server().core().evidence().sweep();
        assertThat(server.get("officer", url).status()).isEqualTo(200);
    }

    @Test
    void a_body_that_is_sent_again_is_the_same_activity() {
        String body = """
                {"id":"%s","subject":"%s","type":"reading","title":"Sách","endedAt":"2026-03-05T17:00:00+07:00",
                 "evidence":[%s]}""".formatted("again-" + farmer, farmer, named(kept(TestFiles.photo())));
        server.post("officer", "/api/v1/activities", body);

        Answer again = server.post("officer", "/api/v1/activities", body);

        assertThat(again.at("/0/status").asText()).isEqualTo("duplicate");
    }

    @Test
    void an_activity_that_is_refused_attaches_nothing() {
        String url = kept(TestFiles.photo());
        String id = "twice-" + farmer;
        String body = """
                {"id":"%s","subject":"%s","type":"reading","title":"%s","endedAt":"2026-03-05T17:00:00+07:00",
                 "evidence":[%s]}""";
        server.post("officer", "/api/v1/activities", body.formatted(id, farmer, "Sách", ""));

        Answer refused = server.post("officer", "/api/v1/activities", body.formatted(id, farmer, "Khác", named(url)));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(server.delete("officer", url).status()).isEqualTo(204);
        assertThat(server.get("officer", url).status()).isEqualTo(404);
    }

    @Test
    void evidence_of_another_person_or_of_nobody_is_refused_at_its_pointer() {
        String other = server.anyFarmer();
        String foreign =
                upload("officer", other, "a.jpg", TestFiles.photo()).at("/url").asText();
        String nobody = "/api/v1/evidence/00000000-0000-4000-8000-000000000000";

        assertThat(activity("officer", farmer, named(foreign)).pointers()).containsExactly("/evidence/0/url");
        assertThat(activity("officer", farmer, named("https://example.invalid/x") + "," + named(nobody))
                        .pointers())
                .containsExactly("/evidence/1/url");
        assertThat(activity("officer", farmer, named("http://localhost:1234" + foreign))
                        .status())
                .isEqualTo(400);
        assertThat(activity("officer", farmer, named("https://elsewhere.invalid" + nobody))
                        .status())
                .isEqualTo(200);
        assertThat(activity("officer", farmer, named("javascript:alert(1)")).status())
                .isEqualTo(400);
    }

    @Test
    void an_activity_takes_so_many_files() {
        String six = Stream.generate(() -> named(kept(TestFiles.photo())))
                .limit(6)
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();

        assertThat(activity("officer", farmer, six).pointers()).containsExactly("/evidence");
    }

    @Test
    void only_who_sent_a_file_takes_it_back() {
        String url =
                upload("center", farmer, "a.jpg", TestFiles.photo()).at("/url").asText();

        assertThat(server.delete("officer", url).status()).isEqualTo(403);
        assertThat(server.delete("center", url).status()).isEqualTo(204);
    }

    @Test
    void erasing_a_person_erases_his_files_and_nobody_elses() throws IOException {
        byte[] shared = TestFiles.photo();
        String own = kept(TestFiles.pdf());
        kept(shared);
        String other = upload("officer", server.anyFarmer(), "a.jpg", shared)
                .at("/url")
                .asText();
        long before = files();

        int erased = server.server().core().evidence().erase(key());

        assertThat(erased).isEqualTo(2);
        assertThat(files()).isEqualTo(before - 2);
        assertThat(server.get("officer", own).status()).isEqualTo(404);
        assertThat(server.get("officer", other).status()).isEqualTo(200);
    }

    private long key() {
        return server.server().core().subjects().find(farmer).orElseThrow().key();
    }

    @Test
    void what_a_crash_left_is_swept_and_what_is_needed_stays() throws IOException {
        String url = kept(TestFiles.photo());
        Path folder = server.data().resolve("evidence");
        String orphan = "ab".repeat(32);
        Path lost = Files.createDirectories(folder.resolve("ab").resolve("ab")).resolve(orphan);
        Files.write(lost, TestFiles.pdf());

        server.server().core().evidence().sweep();

        assertThat(lost).doesNotExist();
        assertThat(server.get("officer", url).status()).isEqualTo(200);
    }
}
