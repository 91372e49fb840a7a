package vn.hoctap.server.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoctap.server.programme.Province.Trait.ASSOCIATION;
import static vn.hoctap.server.programme.Province.Trait.DIGITAL;
import static vn.hoctap.server.programme.Province.Trait.HOLDER;
import static vn.hoctap.server.programme.Province.Trait.PROFICIENT;
import static vn.hoctap.server.programme.Province.Trait.TRAINED;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The five seed programmes and the country's: their people learn, and each dashboard reaches or misses each target. All
 * numbers are counted by hand from the people entered here.
 */
class ProgrammeJourneysTest {
    private static final String FARMER = "nong-dan";
    private static final String OFFICIAL = "cong-chuc";
    private static Province province;

    @BeforeAll
    static void everybody_learns() {
        province = new Province();
        province.unit("gia-van", "commune", "ninh-binh")
                .unit("thon-a", "village", "gia-van")
                .unit("ubnd-quang-vinh", "organisation", "quang-vinh")
                .unit("so-ninh-binh", "organisation", "ninh-binh")
                .unit("binh-thuan", "province", "")
                .unit("bhxh-binh-thuan", "organisation", "binh-thuan")
                .unit("lien-huong", "commune", "binh-thuan")
                .unit("khu-pho-1", "village", "lien-huong")
                .unit("khu-pho-2", "village", "lien-huong")
                .unit("thcs-lien-huong", "organisation", "lien-huong");
        quangVinh();
        ninhBinh();
        binhThuan();
        lienHuong();
        hoChiMinhCity();
        province.settled();
    }

    @AfterAll
    static void stop() {
        province.close();
    }

    /** 20 adults in a learning family, 13 of them holders; 1 holder in a family that is none; 8 officials, 6 holders. */
    private static void quangVinh() {
        List<String> family = new ArrayList<>();
        family.addAll(province.residents(10, "thon-3-quang-vinh", FARMER, HOLDER, PROFICIENT, ASSOCIATION, TRAINED));
        family.addAll(province.residents(3, "thon-3-quang-vinh", FARMER, HOLDER, DIGITAL));
        family.addAll(province.residents(7, "thon-3-quang-vinh", FARMER));
        province.collective("family", "thon-3-quang-vinh", family, true);
        List<String> other = new ArrayList<>(province.residents(1, "thon-3-quang-vinh", FARMER, HOLDER));
        other.addAll(province.residents(4, "thon-3-quang-vinh", FARMER));
        province.collective("family", "thon-3-quang-vinh", other, false);
        province.staff(2, "ubnd-quang-vinh", OFFICIAL, HOLDER, DIGITAL);
        province.staff(4, "ubnd-quang-vinh", OFFICIAL, HOLDER);
        province.staff(2, "ubnd-quang-vinh", OFFICIAL);
        province.earns("ubnd-quang-vinh");
    }

    /** With another village, which is a learning community: 20 adults, 12 holders; and an office: 12, of whom 11. */
    private static void ninhBinh() {
        province.residents(7, "thon-a", FARMER, HOLDER, PROFICIENT);
        province.residents(5, "thon-a", FARMER, HOLDER, DIGITAL);
        province.residents(4, "thon-a", FARMER, ASSOCIATION, TRAINED);
        province.residents(1, "thon-a", FARMER, ASSOCIATION);
        province.residents(3, "thon-a", FARMER).forEach(person -> province.learns(person, "reading", ""));
        province.earns("thon-a");
        province.staff(8, "so-ninh-binh", OFFICIAL, HOLDER, PROFICIENT);
        province.staff(3, "so-ninh-binh", OFFICIAL, HOLDER, DIGITAL);
        province.staff(1, "so-ninh-binh", OFFICIAL);
        province.earns("so-ninh-binh");
    }

    /** 10 officials, 6 holders, 4 of these with digital skills, all 4 proficient. */
    private static void binhThuan() {
        province.staff(4, "bhxh-binh-thuan", OFFICIAL, HOLDER, PROFICIENT);
        province.staff(2, "bhxh-binh-thuan", OFFICIAL, HOLDER);
        province.staff(4, "bhxh-binh-thuan", OFFICIAL);
        province.earns("bhxh-binh-thuan");
    }

    /** Of two quarters one is a learning community; the whole town is one too, which the plan does not ask for. */
    private static void lienHuong() {
        province.residents(3, "khu-pho-1", FARMER, HOLDER, PROFICIENT, ASSOCIATION, TRAINED);
        province.residents(1, "khu-pho-1", FARMER, HOLDER, PROFICIENT, ASSOCIATION);
        province.residents(6, "khu-pho-1", FARMER);
        province.residents(4, "khu-pho-2", FARMER, HOLDER, DIGITAL);
        province.residents(1, "khu-pho-2", FARMER, HOLDER);
        province.earns("khu-pho-1");
        province.earns("lien-huong");
        province.staff(2, "thcs-lien-huong", OFFICIAL, HOLDER);
        province.staff(3, "thcs-lien-huong", OFFICIAL);
        province.staff(5, "thcs-lien-huong", "hoc-sinh-sinh-vien");
        province.earns("thcs-lien-huong");
    }

    /** 5 families, 4 clans, 2 wards with a quarter each, 10 organisations. */
    private static void hoChiMinhCity() {
        province.unit("phuong-1", "commune", "tphcm").unit("phuong-2", "commune", "tphcm");
        province.unit("kp-1", "village", "phuong-1").unit("kp-2", "village", "phuong-2");
        List<String> workers = new ArrayList<>(province.residents(6, "kp-2", "cong-nhan", HOLDER));
        workers.addAll(province.residents(4, "kp-2", FARMER));
        workers.addAll(province.residents(3, "kp-2", "vien-chuc"));
        province.collective("family", "kp-2", workers, true);
        for (int i = 0; i < 4; i++) {
            province.collective("family", "kp-2", List.of(), i < 3);
        }
        for (int i = 0; i < 4; i++) {
            province.collective("clan", "kp-2", List.of(), i < 3);
        }
        province.earns("phuong-1");
        province.earns("kp-1");
        for (int i = 0; i < 9; i++) {
            province.unit("truong-" + i, "organisation", "phuong-1");
            if (i < 8) {
                province.earns("truong-" + i);
            }
        }
        province.staff(3, "truong-0", OFFICIAL, HOLDER);
        province.staff(2, "truong-0", OFFICIAL, ASSOCIATION, TRAINED);
        province.unit("so-tphcm", "organisation", "tphcm").staff(5, "so-tphcm", OFFICIAL, HOLDER);
        province.earns("so-tphcm");
    }

    /** A filled cell of the table of targets, or several of one figure. */
    private record Cells(int target, long numerator, long denominator, String reached) {}

    private static int check(String unit, String programme, Cells... all) {
        JsonNode found = null;
        for (JsonNode one : province.dashboard(unit).path("programmes")) {
            found = one.path("id").asText().equals(programme) ? one : found;
        }
        assertThat(found).as(programme).isNotNull();
        int cells = 0;
        for (Cells cell : all) {
            JsonNode target = found.path("targets").path(cell.target());
            assertThat(target.path("numerator").asLong() + "/"
                            + target.path("denominator").asLong())
                    .as(programme + " " + target)
                    .isEqualTo(cell.numerator() + "/" + cell.denominator());
            assertThat(target.path("reached").toString().replace("\"", ""))
                    .as(target.toString())
                    .isEqualTo(cell.reached());
            cells += target.path("by").size();
        }
        assertThat(found.path("targets")).hasSize(all.length);
        return cells;
    }

    @Test
    void ninh_binh_reaches_four_of_nine() {
        int cells = check(
                "ninh-binh",
                "ninh-binh-677",
                // 10 of Quảng Vinh and 4 of 5 of thôn A are trained.
                new Cells(0, 14, 15, "{2025:false}"),
                // 13 of 20 and 12 of 20: 62.5 %.
                new Cells(1, 25, 40, "{2025:false,2030:false}"),
                // 6 of 8 and 11 of 12: exactly 85 %.
                new Cells(2, 17, 20, "{2025:true,2030:true}"),
                // Holders are 14 + 6 + 12 + 11, and 15 + 12 + 11 of them have digital skills: 88.4 %.
                new Cells(3, 38, 43, "{2025:true,2030:false}"),
                // Of these 10 + 7 + 8 are proficient: 65.8 %.
                new Cells(4, 25, 38, "{2025:true,2030:false}"));
        assertThat(cells).isEqualTo(9);
    }

    @Test
    void quang_vinh_reaches_five_of_nine() {
        int cells = check(
                "quang-vinh",
                "quang-vinh-677",
                new Cells(0, 10, 10, "{2025:true}"),
                // Exactly 65 %.
                new Cells(1, 13, 20, "{2025:true,2030:false}"),
                // Exactly 75 %, of all units and of those of the commune's level.
                new Cells(2, 6, 8, "{2025:true}"),
                new Cells(3, 6, 8, "{2030:false}"),
                // 13 + 2 of 13 + 1 + 6: exactly 75 %.
                new Cells(4, 15, 20, "{2025:true,2030:false}"),
                // 66.7 %.
                new Cells(5, 10, 15, "{2025:true,2030:false}"));
        assertThat(cells).isEqualTo(9);
    }

    @Test
    void the_social_insurance_of_binh_thuan_reaches_three_of_six() {
        int cells = check(
                "bhxh-binh-thuan",
                "bhxh-binh-thuan-677",
                new Cells(0, 6, 10, "{2025:true,2030:false}"),
                new Cells(1, 4, 6, "{2025:false,2030:false}"),
                new Cells(2, 4, 4, "{2025:true,2030:true}"));
        assertThat(cells).isEqualTo(6);
    }

    @Test
    void ho_chi_minh_city_reaches_five_of_seven() {
        int cells = check(
                "tphcm",
                "tphcm-387",
                new Cells(0, 2, 2, "{2030:true}"),
                // The three public employees of the family are no workers.
                new Cells(1, 6, 10, "{2030:true}"),
                // The city's own office is none of wards and communes.
                new Cells(2, 3, 5, "{2030:false}"),
                new Cells(3, 4, 5, "{2030:true}"),
                new Cells(4, 3, 4, "{2030:true}"),
                // Two wards and two quarters; the city's own community is not counted.
                new Cells(5, 2, 4, "{2030:false}"),
                new Cells(6, 9, 10, "{2030:true}"));
        assertThat(cells).isEqualTo(7);
    }

    @Test
    void lien_huong_reaches_two_of_five() {
        int cells = check(
                "lien-huong",
                "lien-huong-677",
                new Cells(0, 3, 4, "{2025:false}"),
                // Only of the quarter that is a learning community: exactly 40 %.
                new Cells(1, 4, 10, "{2025:true}"),
                // Its pupils are not its staff.
                new Cells(2, 2, 5, "{2025:false}"),
                // 8 of 4 + 5 + 2: 72.7 %.
                new Cells(3, 8, 11, "{2025:true}"),
                new Cells(4, 4, 8, "{2025:false}"));
        assertThat(cells).isEqualTo(5);
    }

    @Test
    void the_country_s_programme_holds_in_every_place() {
        int cells = check(
                "ninh-binh",
                "quyet-dinh-677",
                new Cells(0, 14, 15, "{2025:false}"),
                new Cells(1, 25, 40, "{2025:true,2030:true}"),
                new Cells(2, 17, 20, "{2025:true,2030:true}"),
                new Cells(3, 38, 43, "{2025:true,2030:false}"),
                new Cells(4, 25, 38, "{2025:true,2030:false}"));
        assertThat(cells).isEqualTo(9);
    }

    @Test
    void how_many_are_still_needed_is_said_for_each_year() {
        JsonNode adults = province.dashboard("ninh-binh").at("/programmes/0/targets/1");
        // 65 % of 40 are 26 people, 70 % are 28.
        assertThat(adults.path("neededBy").toString()).isEqualTo("{\"2025\":1,\"2030\":3}");
        assertThat(adults.path("needed").asLong()).isEqualTo(3);
        assertThat(adults.path("share").decimalValue()).isEqualByComparingTo("62.5");
    }

    @Test
    void registered_evaluated_and_achieved_are_told_apart_and_everything_adds_up() {
        JsonNode titles = province.dashboard("ninh-binh").path("titles");
        for (JsonNode title : titles) {
            if (title.path("set").asText().equals("cong-dan-hoc-tap/gian-don")) {
                // 43 holders, and 3 who have read, which is not enough; one thing is missing of whom nothing is known.
                assertThat(title.path("achieved").asLong()).isEqualTo(43);
                assertThat(title.path("registered").asLong()).isEqualTo(46);
                assertThat(title.path("heldBack").findValuesAsText("indicator")).containsExactly("dat", "doc");
                assertThat(title.path("heldBack").findValuesAsText("subjects")).containsExactly("3", "3");
            }
        }
        province.agrees();
    }

    @Test
    void the_page_says_where_one_stands_and_what_is_still_needed() {
        String page = province.page("/dashboard/ninh-binh");
        // T, A, B, D and P of 2025: B, D and P are reached, and 70 % of 40 adults are 28.
        assertThat(page)
                .contains(
                        "Đạt 3 trên 5 chỉ tiêu của 2025; để kịp 2030 cần thêm 3 người.",
                        "62,5 %",
                        "25 / 40",
                        "/dashboard/gia-van");
        assertThat(province.page("/dashboard")).contains("Cả nước");
    }

    @Test
    void the_table_has_a_row_for_each_cell() {
        String csv = province.text("/api/v1/org-units/lien-huong/dashboard?format=csv");
        assertThat(csv.lines().filter(line -> line.contains("lien-huong-677"))).hasSize(5);
        assertThat(csv)
                .contains("holders-share,adults-in-learning-collectives,,village,cong-dan-hoc-tap,," + Province.YEAR
                        + ",2025,40,4,10,40,0");
        assertThat(province.text("/api/v1/org-units/lien-huong/dashboard?format=xlsx"))
                .startsWith("PK");
    }
}
