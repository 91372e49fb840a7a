package vn.hoctap.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.PlainTraces;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestServer.Answer;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.exchange.ImportFixture.Imported;

/** What is sent to be imported is personal before anybody has recorded it. */
class StagedPrivatelyTest {
    private static ImportFixture fixture;
    private final String secret = "s" + UUID.randomUUID().toString().replace("-", "");

    @BeforeAll
    static void start() {
        fixture = ImportFixture.start();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static Database database() {
        return fixture.server.server().core().database();
    }

    private static String digits() {
        return "%012d".formatted(ThreadLocalRandom.current().nextLong(1_000_000_000_000L));
    }

    private String person(String nationalId) {
        return fixture.server
                .post("officer", "/api/v1/subjects", """
                        {"kind":"citizen","name":"Trần %s","nationalId":"%s","residence":"thon-3-quang-vinh",
                        "from":"2020-01-01"}""".formatted(secret, nationalId))
                .at("/id")
                .asText();
    }

    /** Everything in it says the word; three rows of four are refused. */
    private byte[] file(String id, String nationalId) {
        return ImportFixture.text(
                "id,name,birthDate,group,residence,nationalId,mbox,Ghi chú " + secret,
                id + ",Trần " + secret + ",31/02/1968,nong-dan,thon-3-quang-vinh,,," + secret,
                "x-" + UUID.randomUUID() + ",Lê " + secret + "," + secret + ",nong-dan,thon-3-quang-vinh," + nationalId
                        + ",,",
                "y-" + UUID.randomUUID() + ",Phạm " + secret + ",1/2/1968," + secret + "," + secret + ",,khác@y.vn,",
                "z-" + UUID.randomUUID() + ",Đỗ " + secret + ",1/2/1968,nhóm " + secret + ",thon-3-quang-vinh,,z"
                        + secret + "@example.org,");
    }

    private void assertNowhere() {
        assertThat(PlainTraces.inTables(database(), "Trần " + secret)).isEmpty();
        assertThat(PlainTraces.inTables(database(), "Lê " + secret)).isEmpty();
        assertThat(PlainTraces.inFiles(fixture.server.data(), secret)).isEmpty();
    }

    @Test
    void while_a_job_is_at_work_and_after_it_nothing_of_the_file_stands_in_the_clear() throws Exception {
        String nationalId = digits();
        byte[] file = file(person(nationalId), nationalId);
        CountDownLatch done = new CountDownLatch(1);
        CompletableFuture<Void> held = new CompletableFuture<>();
        Thread holder = Thread.ofPlatform()
                .start(() -> database().inTransaction(sql -> {
                    sql.update("lock table import_row in exclusive mode");
                    held.complete(null);
                    try {
                        return done.await(30, TimeUnit.SECONDS);
                    } catch (InterruptedException stopped) {
                        throw new IllegalStateException(stopped);
                    }
                }));
        held.join();
        String job;
        try {
            job = fixture.post("officer", "roster", false, secret + ".csv", file)
                    .at("/id")
                    .asText();
            await().until(() -> fixture.job("officer", job).state().equals("RUNNING"));

            assertThat(fixture.server.data().resolve("imports").resolve(job)).isNotEmptyDirectory();
            assertThat(PlainTraces.inTables(database(), secret)).isEmpty();
            assertThat(PlainTraces.inFiles(fixture.server.data(), secret)).isEmpty();
        } finally {
            done.countDown();
            holder.join();
        }

        Imported imported = fixture.ended("officer", job);
        assertThat(imported.counts()).containsExactly(4L, 1L, 0L, 3L);
        assertThat(imported.job().toString()).doesNotContain(secret).doesNotContain(nationalId);
        assertThat(imported.result().toString()).contains("is no date; write day/month/year");
        assertThat(fixture.server.data().resolve("imports").resolve(job)).doesNotExist();
        assertNowhere();
        assertThat(PlainTraces.inTables(database(), nationalId)).isEmpty();
        String page =
                TestBrowser.as("officer", fixture.server).get("/imports/" + job).text();
        assertThat(page).contains(secret + ".csv", "\"" + secret + "\" không phải là ngày", "Dòng 1", secret);
        assertThat(copy(job))
                .contains("Trần " + secret, "Lê " + secret, nationalId)
                .contains("không phải là ngày");
    }

    private static String copy(String job) {
        return fixture.downloaded("officer", "/api/v1/jobs/" + job + "/errors?format=csv");
    }

    @Test
    void who_is_erased_is_taken_out_of_what_is_staged_and_the_others_stay() {
        String nationalId = digits();
        String id = person(nationalId);
        Imported tried = fixture.send("officer", "roster", true, "a.csv", file(id, nationalId));
        assertThat(copy(tried.id())).contains("Trần " + secret, "Lê " + secret, "Phạm " + secret);

        erase(id);

        assertThat(copy(tried.id()))
                .contains("Phạm " + secret)
                .doesNotContain("Trần " + secret)
                .doesNotContain("Lê " + secret)
                .doesNotContain(nationalId);
        assertThat(TestBrowser.as("officer", fixture.server)
                        .get("/imports/" + tried.id())
                        .text())
                .doesNotContain("Trần");
        var confirmed = TestBrowser.as("officer", fixture.server).submit("/imports/" + tried.id() + "/confirmation");
        Imported recorded = fixture.ended("officer", confirmed.address().replaceAll(".*/", ""));
        assertThat(recorded.counts()).containsExactly(2L, 1L, 0L, 1L);
        assertNowhere();
    }

    @Test
    void what_an_import_came_to_names_nobody_any_more_who_is_erased() {
        String farmer = fixture.server.anyFarmer();
        Imported imported = fixture.csv(
                "center",
                "activities",
                "subject,type,title,endedAt",
                farmer + ",reading,Một,05/03/2026",
                farmer + ",reading,Hai,06/03/2026",
                farmer + ",reading,Ba,31/02/2026");
        assertThat(imported.result().at("/changes/0/subject").asText()).isEqualTo(farmer);

        erase(farmer);

        Imported told = fixture.job("center", imported.id());
        assertThat(told.job().toString()).doesNotContain(farmer);
        assertThat(told.result().at("/changes/0/subject").asText()).startsWith("erased-");
        assertThat(fixture.server
                        .get("center", "/api/v1/jobs/" + imported.id() + "/errors?format=csv")
                        .status())
                .isEqualTo(404);
        assertThat(PlainTraces.inTables(database(), farmer))
                .allMatch(table -> table.startsWith("audit_") || table.equals("outbox"));
    }

    private void erase(String id) {
        String request = fixture.server
                .post("officer", "/api/v1/data-requests", "{\"subject\":\"%s\",\"kind\":\"erasure\"}".formatted(id))
                .at("/id")
                .asText();
        String address = "/api/v1/data-requests/" + request;
        fixture.server.post("officer", address + "/response", "{\"decision\":\"accepted\"}");
        Answer done = fixture.server.post("officer", address + "/completion", "");
        assertThat(done.at("/state").asText()).isEqualTo("DONE");
    }

    @Test
    void a_cleared_job_keeps_nothing_and_leftovers_are_swept_away() throws Exception {
        Imported imported = fixture.send("officer", "roster", false, "a.csv", file("q-1", ""));
        Imports imports = fixture.server.server().exchanging().imports();
        var job = fixture.server
                .server()
                .exchanging()
                .jobs()
                .find(UUID.fromString(imported.id()))
                .orElseThrow();
        assertThat(imports.hasErrors(job)).isTrue();
        var left = Files.writeString(imports.uploads().incoming().resolve("left.part"), secret);
        var ended = Files.createDirectories(
                left.resolveSibling("../" + imported.id()).normalize());
        Files.writeString(ended.resolve("upload"), secret);

        imports.kind().clear(job);
        imports.sweep(true);

        assertThat(List.of(left, ended)).noneMatch(Files::exists);
        assertThat(imports.hasErrors(job)).isFalse();
        assertThat(database().rows("select 1 from import_key where job = $1", job.id()))
                .isEmpty();
    }
}
