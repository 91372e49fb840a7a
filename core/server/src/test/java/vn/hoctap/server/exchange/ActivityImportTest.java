package vn.hoctap.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.exchange.ImportFixture.Imported;

class ActivityImportTest {
    private static final String HEADER = "subject,type,title,endedAt,hours";
    private static ImportFixture fixture;

    @BeforeAll
    static void start() {
        fixture = ImportFixture.start();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static String reading(String subject, String title, String date) {
        return subject + ",reading," + title + "," + date + ",2";
    }

    @Test
    void rows_become_facts_and_facts_become_titles() {
        String farmer = fixture.server.anyFarmer();

        Imported imported = fixture.csv(
                "center",
                "activities",
                HEADER,
                reading(farmer, "Sách một", "05/03/2026"),
                reading(farmer, "Sách hai", "6/3/2026"));

        assertThat(imported.state()).isEqualTo("DONE");
        assertThat(imported.counts()).containsExactly(2L, 2L, 0L, 0L);
        assertThat(imported.result().at("/titlesAwarded").path(TestServer.SET).asLong())
                .isEqualTo(1);
        assertThat(imported.result().at("/changes/0/subject").asText()).isEqualTo(farmer);
        assertThat(fixture.titles(farmer)).containsExactly("AWARDED");
    }

    @Test
    void the_same_file_again_brings_duplicates_and_two_equal_rows_are_two_facts() {
        String farmer = fixture.server.anyFarmer();
        String[] lines = {HEADER, reading(farmer, "Sách", "2026-03-05"), reading(farmer, "Sách", "2026-03-05")};

        assertThat(fixture.csv("center", "activities", lines).counts()).containsExactly(2L, 2L, 0L, 0L);
        assertThat(fixture.csv("center", "activities", lines).counts()).containsExactly(2L, 0L, 2L, 0L);
        assertThat(fixture.activities(farmer)).isEqualTo(2);
    }

    @Test
    void a_trial_says_what_then_happens_and_changes_nothing() {
        String farmer = fixture.server.anyFarmer();
        String[] lines = {
            HEADER,
            reading(farmer, "Một", "05/03/2026"),
            reading("nobody", "Không ai", "05/03/2026"),
            reading(farmer, "Hai", "06/03/2026"),
            reading(farmer, "Ba", "31/02/2026")
        };

        Imported tried = fixture.tried("center", "activities", lines);
        assertThat(fixture.activities(farmer)).isZero();
        assertThat(fixture.titles(farmer)).isEmpty();

        Imported imported = fixture.csv("center", "activities", lines);
        assertThat(tried.counts()).isEqualTo(imported.counts()).containsExactly(4L, 2L, 0L, 2L);
        assertThat(tried.errors()).isEqualTo(imported.errors()).containsExactly("3 subject scope", "5 endedAt day");
        assertThat(tried.result().path("titlesAwarded"))
                .isEqualTo(imported.result().path("titlesAwarded"));
        assertThat(tried.result().path("changes")).isEqualTo(imported.result().path("changes"));
        assertThat(fixture.titles(farmer)).containsExactly("AWARDED");
    }

    @Test
    void a_centre_imports_within_its_part_and_a_foreign_row_fails_alone() {
        String own = fixture.server.anyFarmer();
        String foreign = fixture.server.farmer("tp-" + own, "tphcm");

        Imported imported = fixture.csv(
                "center",
                "activities",
                HEADER,
                reading(foreign, "Ngoài địa bàn", "05/03/2026"),
                reading(own, "Trong địa bàn", "05/03/2026"));

        assertThat(imported.counts()).containsExactly(2L, 1L, 0L, 1L);
        assertThat(imported.errors()).containsExactly("2 subject scope");
        assertThat(fixture.activities(foreign)).isZero();
        assertThat(fixture.server
                        .get("admin", "/api/v1/activities?subject=" + own)
                        .at("/items/0/source/kind")
                        .asText())
                .isEqualTo("center");
    }

    @Test
    void an_id_that_is_known_with_other_content_fails_alone() {
        String farmer = fixture.server.anyFarmer();
        String header = "id,subject,type,title,endedAt";
        fixture.csv("center", "activities", header, "1," + farmer + ",reading,Một,05/03/2026");

        Imported imported = fixture.csv(
                "center",
                "activities",
                header,
                "1," + farmer + ",reading,Khác,05/03/2026",
                "2," + farmer + ",reading,Hai,05/03/2026");

        assertThat(imported.counts()).containsExactly(2L, 1L, 0L, 1L);
        assertThat(imported.errors()).containsExactly("2 id conflict");
    }

    @Test
    void refused_rows_come_back_with_what_is_wrong_and_can_be_sent_again_when_put_right() {
        String farmer = fixture.server.anyFarmer();
        Imported imported = fixture.csv(
                "center",
                "activities",
                HEADER,
                reading(farmer, "=1+1", "31/02/2026"),
                reading(farmer, "Tốt", "05/03/2026"));

        String copy =
                fixture.downloaded("center", imported.result().path("errorCopy").asText());
        assertThat(copy.lines()).hasSize(2).first().asString().endsWith(HEADER + ",Lỗi");
        assertThat(copy).contains("'=1+1").contains("31/02/2026");

        String mended = copy.replace("31/02/2026", "28/02/2026").replace("\uFEFF", "");
        Imported again = fixture.send("center", "activities", false, "b.csv", ImportFixture.text(mended));
        assertThat(again.counts()).containsExactly(1L, 1L, 0L, 0L);
        assertThat(fixture.server
                        .get("admin", "/api/v1/activities?subject=" + farmer)
                        .body()
                        .findValuesAsText("title"))
                .contains("=1+1");
    }

    @Test
    void a_learner_imports_nothing_and_sees_nobody_elses_jobs() {
        byte[] file = ImportFixture.text(HEADER);
        assertThat(fixture.post("learner", "activities", false, "a.csv", file).status())
                .isEqualTo(403);
        Imported imported = fixture.csv("center", "activities", HEADER, "nobody,reading,x,05/03/2026,1");
        assertThat(fixture.server
                        .get("learner", "/api/v1/jobs/" + imported.id())
                        .status())
                .isEqualTo(404);
        assertThat(fixture.server
                        .get("auditor", "/api/v1/jobs/" + imported.id())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_file_without_a_needed_column_is_refused_in_one_sentence() {
        Imported imported = fixture.csv("center", "activities", "subject,title", "x,y");
        assertThat(imported.state()).isEqualTo("FAILED");
        assertThat(imported.result().path("error").asText())
                .startsWith("The column type, endedAt is missing; such a file has id, subject, type");
    }

    @Test
    void a_separator_too_many_moves_no_cell_unnoticed() {
        String farmer = fixture.server.anyFarmer();
        Imported imported = fixture.csv(
                "center",
                "activities",
                HEADER,
                farmer + ",reading,Một,05/03/2026,2,5",
                farmer + ",reading,Hai,05/03/2026,2,",
                farmer + ",reading,Ba,05/03/2026,\"-2,5\"",
                farmer + ",reading,Bốn,05/03/1800,2");
        assertThat(imported.counts()).containsExactly(4L, 1L, 0L, 3L);
        assertThat(imported.errors()).containsExactly("2  behind", "4 hours least", "5 endedAt year");
    }
}
