package vn.hoctap.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.exchange.ImportFixture.Imported;

class ImportKindsTest {
    private static ImportFixture fixture;

    @BeforeAll
    static void start() {
        fixture = ImportFixture.start();
        String farmer = fixture.server.anyFarmer();
        fixture.server.post("admin", "/api/v1/activities", """
                {"id":"x 1","subject":"%s","type":"reading","title":"=cmd|'/c'!A0, \\"dấu nháy\\"; và\\nxuống dòng",
                 "endedAt":"2026-03-05T10:11:12.345678Z","startedAt":"2026-03-01T17:00:00Z","hours":1.125,
                 "result":{"scaled":0.85,"passed":false},
                 "skills":[{"framework":"tt02-2025","component":"4.2","level":3}],
                 "evidence":[{"name":"ảnh.jpg"}],"validUntil":"2028-03-05T16:59:59Z"}""".formatted(farmer));
        fixture.csv("admin", "courses", "code,title,hours,skills", "K-0,Khóa không,\"12,5\",tt02-2025:4.2:3|dc:1.1:5");
        fixture.csv(
                "officer",
                "assessments",
                "subject,set,cycle,indicator,points,by",
                farmer + ",thu/nong-dan,2026,tu-cham,\"4,5\",self");
        fixture.csv("officer", "roster", "id,kind,name,residence", "ho-0,Gia đình,Nhà họ Nguyễn,thon-3-quang-vinh");
        fixture.csv("officer", "memberships", "member,collective,from", farmer + ",ho-0,01/02/2020");
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({
        "roster,csv", "courses,csv", "activities,csv", "org-units,csv", "memberships,csv", "assessments,csv",
        "roster,xlsx", "courses,xlsx", "activities,xlsx", "org-units,xlsx", "memberships,xlsx", "assessments,xlsx"
    })
    void what_went_out_comes_in_again_and_says_nothing_new(String kind, String format) {
        byte[] file = fixture.download("admin", "/api/v1/exports/" + kind + "?format=" + format);

        Imported tried = fixture.send("admin", kind, true, "a." + format, file);
        Imported imported = fixture.send("admin", kind, false, "a." + format, file);

        assertThat(imported.errors()).isEmpty();
        assertThat(imported.count("rows")).isPositive().isEqualTo(imported.count("duplicates"));
        assertThat(tried.counts()).isEqualTo(imported.counts());
    }

    @Test
    void an_export_shows_what_its_reader_may_see() {
        fixture.server.farmer("tp-" + UUID.randomUUID(), "tphcm");
        JsonNode officers = fixture.server
                .get("officer", "/api/v1/exports/roster?format=json")
                .body();
        JsonNode all = fixture.server
                .get("admin", "/api/v1/exports/roster?format=json")
                .body();

        assertThat(officers.findValuesAsText("residence")).containsOnly("thon-3-quang-vinh");
        assertThat(all.at("/items")).hasSizeGreaterThan(officers.at("/items").size());
        assertThat(fixture.server
                        .get("learner", "/api/v1/exports/roster?format=json")
                        .body()
                        .findValuesAsText("id"))
                .containsExactly(TestServer.LEARNER);
        assertThat(fixture.downloaded("learner", "/api/v1/exports/titles")).contains("serial,subject");
    }

    @Test
    void near_words_are_understood_and_typing_errors_get_a_suggestion() {
        String id = "r-" + UUID.randomUUID();
        Imported imported = fixture.csv(
                "officer",
                "roster",
                "Mã;Họ và tên;Ngày sinh;Nhóm;Nơi ở;Cột lạ",
                id + ";Nguyễn Thị Bình;12/04/1968;Nong dan;Thon 3 Quang Vinh;x",
                id + "b;Trần Văn C;1/2/1970;nong-dam;thon-3-quang-vinh;",
                id + "c;Lê Thị D;1/2/1970;nong-dan;thon-3-quang-vin;",
                id + "d;Lê Thị E;30/2/1970;nong-dan;thon-3-quang-vinh;");

        assertThat(imported.counts()).containsExactly(4L, 2L, 0L, 2L);
        assertThat(imported.errors()).containsExactly("4 residence unknown.near", "5 birthDate day");
        assertThat(imported.notes()).contains("1  column", "2 group taken", "3 group new.near");
        assertThat(imported.result().path("errors").toString()).contains("did you mean thon-3-quang-vinh?");
        JsonNode person =
                fixture.server.get("officer", "/api/v1/subjects/" + id).body();
        assertThat(person.path("group").asText()).isEqualTo("nong-dan");
        assertThat(person.path("birthDate").asText()).isEqualTo("1968-04-12");
    }

    @Test
    void a_changed_group_shows_beforehand_whose_titles_go() {
        String farmer = fixture.server.anyFarmer();
        fixture.csv(
                "center",
                "activities",
                "subject,type,title,endedAt",
                farmer + ",reading,Một,05/03/2026",
                farmer + ",reading,Hai,05/03/2026");
        String[] lines = {"id,name,group", farmer + ",Nguyễn Văn Á,cong-nhan"};

        Imported tried = fixture.tried("officer", "roster", lines);
        assertThat(tried.result().at("/titlesWithdrawn").path(TestServer.SET).asLong())
                .isEqualTo(1);
        assertThat(fixture.titles(farmer)).containsExactly("AWARDED");

        Imported imported = fixture.csv("officer", "roster", lines);
        assertThat(imported.counts()).containsExactly(1L, 1L, 0L, 0L);
        assertThat(imported.result().path("titlesWithdrawn"))
                .isEqualTo(tried.result().path("titlesWithdrawn"));
        assertThat(fixture.titles(farmer)).containsExactly("WITHDRAWN");
    }

    @Test
    void lower_points_are_said_beforehand_to_cost_a_title_and_earlier_points_can_return() {
        String farmer = fixture.server.anyFarmer();
        String header = "subject,set,cycle,indicator,points,by";
        String row = farmer + ",thu/nong-dan,2026,doc,%s,Cán bộ";

        assertThat(fixture.csv("officer", "assessments", header, row.formatted("10"))
                        .counts())
                .containsExactly(1L, 1L, 0L, 0L);
        Imported tried = fixture.tried("officer", "assessments", header, row.formatted("\"3,5\""));
        assertThat(tried.result().at("/titlesWithdrawn").path(TestServer.SET).asLong())
                .isEqualTo(1);
        assertThat(fixture.titles(farmer)).containsExactly("AWARDED");
        fixture.csv("officer", "assessments", header, row.formatted("\"3,5\""));
        assertThat(fixture.titles(farmer)).containsExactly("WITHDRAWN");
        assertThat(fixture.csv("officer", "assessments", header, row.formatted("10"))
                        .counts())
                .containsExactly(1L, 1L, 0L, 0L);
        assertThat(fixture.titles(farmer)).contains("AWARDED");
        assertThat(fixture.csv("officer", "assessments", header, row.formatted("10"), row.formatted("11"))
                        .errors())
                .containsExactly("3 points most");
    }

    @Test
    void units_may_stand_above_their_parents_in_the_file() {
        String xa = "xa-" + UUID.randomUUID();
        String[] lines = {
            "id,kind,name,parent,from",
            xa + "-a,Thôn,Thôn A," + xa + ",01/07/2025",
            xa + ",Xã,Xã mới,ninh-binh,01/07/2025",
            xa + "-b,village,Thôn B,không có,01/07/2025"
        };
        assertThat(fixture.tried("admin", "org-units", lines).counts()).containsExactly(3L, 2L, 0L, 1L);
        Imported imported = fixture.csv("admin", "org-units", lines);
        assertThat(imported.counts()).containsExactly(3L, 2L, 0L, 1L);
        assertThat(imported.errors()).containsExactly("4 parent unit");
        assertThat(fixture.csv("admin", "org-units", lines).counts()).containsExactly(3L, 0L, 2L, 1L);
        assertThat(fixture.post("officer", "org-units", false, "a.csv", ImportFixture.text(lines))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void units_may_stand_above_their_successors_in_the_file_and_move_on_a_day() {
        String xa = "xa-" + UUID.randomUUID();
        fixture.csv(
                "admin",
                "org-units",
                "id,kind,name,parent",
                xa + "-cu,Xã,Xã cũ,ninh-binh",
                xa + "-thon,Thôn,Thôn," + xa + "-cu");
        String[] lines = {
            "id,kind,name,parent,from,to,successors,parentFrom",
            xa + "-cu,Xã,Xã cũ,ninh-binh,,01/07/2025," + xa + "-a|" + xa + "-b,",
            xa + "-thon,Thôn,Thôn," + xa + "-a,,,,01/07/2025",
            xa + "-a,Xã,Xã A,ninh-binh,01/07/2025,,,",
            xa + "-b,Xã,Xã B,ninh-binh,01/07/2025,,,",
            xa + "-c,Xã,Xã C,ninh-binh,01/07/2025,,không có,"
        };
        assertThat(fixture.tried("admin", "org-units", lines).counts()).containsExactly(5L, 4L, 0L, 1L);
        Imported imported = fixture.csv("admin", "org-units", lines);
        assertThat(imported.counts()).containsExactly(5L, 4L, 0L, 1L);
        var tree = fixture.server.server().core().units().tree();
        assertThat(tree.heirs(xa + "-cu")).containsExactly(xa + "-a", xa + "-b");
        assertThat(tree.chain(xa + "-thon", LocalDate.of(2025, 6, 30)))
                .containsExactly(xa + "-thon", xa + "-cu", "ninh-binh");
        assertThat(tree.chain(xa + "-thon", LocalDate.of(2025, 7, 1)))
                .containsExactly(xa + "-thon", xa + "-a", "ninh-binh");
        assertThat(fixture.csv("admin", "org-units", lines).counts()).containsExactly(5L, 0L, 4L, 1L);
    }

    @Test
    void a_lost_zero_of_a_national_id_is_noticed_and_none_is_kept() {
        String id = "cccd-" + UUID.randomUUID();
        Imported imported = fixture.csv(
                "officer",
                "roster",
                "id,name,residence,nationalId",
                id + ",Nguyễn A,thon-3-quang-vinh,037168000123",
                id + "b,Nguyễn B,thon-3-quang-vinh,37168000123");
        assertThat(imported.counts()).containsExactly(2L, 1L, 0L, 1L);
        assertThat(imported.errors()).containsExactly("3 nationalId national");
        assertThat(fixture.server
                        .get("officer", "/api/v1/subjects/" + id)
                        .body()
                        .toString())
                .doesNotContain("037168000123");
    }
}
