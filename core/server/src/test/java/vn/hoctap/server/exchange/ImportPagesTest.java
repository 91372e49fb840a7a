package vn.hoctap.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestBrowser.Page;
import vn.hoctap.server.exchange.ImportFixture.Imported;

class ImportPagesTest {
    private static ImportFixture fixture;

    @BeforeAll
    static void start() {
        fixture = ImportFixture.start();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    /** Where the page after sending the file is. */
    private static String send(String persona, String kind, String... lines) {
        byte[] form = ImportFixture.formWith("kind", kind, ImportFixture.text(lines));
        HttpRequest.Builder request = HttpRequest.newBuilder(fixture.at("/imports"))
                .header("Cookie", fixture.server.cookie(persona))
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "multipart/form-data; boundary=" + ImportFixture.BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(form));
        return fixture.server
                .send(request)
                .headers()
                .getOrDefault("location", List.of("none"))
                .getFirst();
    }

    private static Page ended(TestBrowser browser, String address) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> browser.get(address), page -> !page.html().contains("every 2s"));
    }

    @Test
    void a_centre_sees_what_a_file_would_change_and_records_it_without_sending_it_again() {
        TestBrowser centre = TestBrowser.as("center", fixture.server);
        assertThat(centre.get("/imports").text()).contains("Nhập và xuất tệp", "Hoạt động học tập");
        String farmer = fixture.server.anyFarmer();

        String preview = send(
                "center",
                "activities",
                "subject,type,title,endedAt",
                farmer + ",reading,Một,05/03/2026",
                farmer + ",reading,<b>Hai</b>,06/03/2026",
                farmer + ",reading,Ba,31/02/2026");
        Page page = ended(centre, preview);

        assertThat(page.text())
                .contains("Xem trước: 2 trong 3 dòng sẽ được ghi", "1 danh hiệu sẽ được trao, 0 danh hiệu sẽ mất")
                .contains("Dòng 4 endedAt", "không phải là ngày", "Ghi 2 dòng này");
        assertThat(fixture.activities(farmer)).isZero();

        Page confirmed = centre.submit(preview + "/confirmation");
        Page done = ended(centre, confirmed.address());
        assertThat(done.text()).contains("Đã ghi 2 trong 3 dòng", "1 danh hiệu được trao");
        assertThat(fixture.titles(farmer)).containsExactly("AWARDED");
        assertThat(centre.get("/imports").text()).contains("2 ghi, 0 đã có, 1 từ chối");
    }

    @Test
    void other_centres_and_learners_do_not_see_it() {
        Imported imported = fixture.tried("center", "activities", "subject,type,title,endedAt");
        assertThat(TestBrowser.as("officer", fixture.server)
                        .get("/imports/" + imported.id())
                        .status())
                .isEqualTo(404);
        assertThat(TestBrowser.as("learner", fixture.server).get("/imports").status())
                .isEqualTo(403);
        assertThat(TestBrowser.as("learner", fixture.server).get("/me").html()).doesNotContain("/imports");
    }

    @Test
    void a_form_without_a_file_says_what_is_missing() {
        String where = send("center", "activities", "");
        assertThat(where).isEqualTo("none");
    }

    @ParameterizedTest
    @EnumSource(FileKind.class)
    void a_template_is_a_file_that_can_be_sent(FileKind kind, @TempDir Path folder) throws IOException {
        for (String format : List.of("csv", "xlsx")) {
            byte[] file = fixture.downloadPage("admin", "/imports/templates/" + kind.slug() + "?format=" + format);
            Path saved = Files.write(folder.resolve("a." + format), file);
            try (Table table =
                    Reading.open(Files.newInputStream(saved), Format.of(format).orElseThrow())) {
                Heading heading = Heading.of(Objects.requireNonNull(table.next()), kind);
                assertThat(heading.places()).hasSize(kind.columns().size());
                assertThat(table.next()).isNotNull();
            }
        }
    }

    @Test
    void an_ended_job_stays_as_it_is() {
        Imported imported = fixture.tried("center", "activities", "subject,type,title,endedAt");
        assertThat(fixture.server
                        .post("center", "/api/v1/jobs/" + imported.id() + "/cancellation", "")
                        .at("/state")
                        .asText())
                .isEqualTo("DONE");
    }

    @Test
    void a_job_that_is_stopped_keeps_what_it_recorded_and_the_rest_can_be_sent_again() {
        String farmer = fixture.server.anyFarmer();
        StringBuilder rows = new StringBuilder("subject,type,title,endedAt\n");
        for (int i = 0; i < 900; i++) {
            rows.append("%s,reading,Quyển %d,05/03/2026%n".formatted(farmer, i));
        }
        byte[] file = rows.toString().getBytes(StandardCharsets.UTF_8);
        String job = fixture.post("admin", "activities", false, "a.csv", file)
                .at("/id")
                .asText();
        fixture.server.post("admin", "/api/v1/jobs/" + job + "/cancellation", "");

        Imported stopped = fixture.ended("admin", job);
        assertThat(stopped.state()).isIn("CANCELLED", "DONE");
        assertThat(stopped.count("accepted")).isEqualTo(fixture.activities(farmer));
        Imported again = fixture.send("admin", "activities", false, "a.csv", file);
        assertThat(again.count("accepted") + again.count("duplicates")).isEqualTo(900);
        assertThat(fixture.activities(farmer)).isEqualTo(900);
    }
}
