package vn.hoctap.server.orgunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.hoctap.server.programme.Province.Trait.ASSOCIATION;
import static vn.hoctap.server.programme.Province.Trait.HOLDER;
import static vn.hoctap.server.programme.Province.Trait.PROFICIENT;
import static vn.hoctap.server.programme.Province.Trait.TRAINED;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.plugin.TestJar;
import vn.hoctap.server.programme.Province;

/**
 * The reform of 2025 at the places of the seed programmes, with their dashboards of 2025 before and after it. Which provinces
 * merged is as it was; communes, villages and people are sample data.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeedPlacesReformIT {
    private static final LocalDate LAST_DAY = LocalDate.of(2025, 6, 30);
    private static final LocalDate FIRST_DAY = LocalDate.of(2025, 7, 1);
    private static final String FARMER = "nong-dan";
    private static final String OFFICIAL = "cong-chuc";
    private static final String NEW_COMMUNE = "xa-lien-huong";
    private static final String REFORM = """
            {"effective": "2025-07-01", "reason": "Nghị quyết 202/2025/QH15", "steps": [
              {"kind": "merge", "units": ["ninh-binh", "ha-nam", "nam-dinh"], "into": {"id": "ninh-binh"}},
              {"kind": "merge", "units": ["lam-dong", "binh-thuan", "dak-nong"], "into": {"id": "lam-dong"}},
              {"kind": "merge", "units": ["tphcm", "binh-duong", "ba-ria-vung-tau"], "into": {"id": "tphcm"}},
              {"kind": "dissolve", "units": ["tuy-phong"]},
              {"kind": "merge", "units": ["lien-huong", "phuoc-the", "binh-thanh"],
               "into": {"id": "xa-lien-huong", "name": "Xã Liên Hương"}}]}""";

    private final Province country = new Province(2025, sets());
    private final Map<String, List<String>> before = new HashMap<>();
    private String family = "";
    private String latecomer = "";

    /** A citizen's title costs one activity; a collective's one too, and half of its people. */
    private static TestJar sets() {
        return TestJar.plugin("danh-hieu", "1.0.0")
                .with("criteria/cong-dan.yaml", set("cong-dan-hoc-tap", "citizen", ""))
                .with("criteria/gia-dinh.yaml", set("gia-dinh-hoc-tap", "family", ""))
                .with("criteria/don-vi.yaml", set("don-vi-hoc-tap", "unit", ""))
                .with("criteria/cong-dong.yaml", set("cong-dong-hoc-tap", "community", """
                        audience: 'subject.unitKind in ["village", "commune"]'
                        """));
    }

    private static String set(String title, String kind, String audience) {
        boolean alone = kind.equals("citizen");
        return """
                id: %s/gian-don
                version: "1"
                status: illustrative
                source: "a test"
                title: {vi: Thử}
                subject: %s
                %seffective: {from: 2020-01-01}
                cycle: {kind: calendar-year, zone: Asia/Ho_Chi_Minh, referenceDate: "12-31"}
                criteria:
                  - id: hoc
                    name: {vi: Học}
                    indicators:
                      - id: dat
                        name: {vi: Đạt}
                        max: 10
                        from: [{measure: count, where: 'activity.type == "earns"', points: [{atLeast: 1, give: 10}]}]
                %saward:
                  scheme: gate
                  requires:
                    - {id: dat, if: 'indicator["dat"].points >= 10'}
                %s""".formatted(
                        title,
                        kind,
                        audience,
                        alone ? "" : """
                      - id: nguoi
                        name: {vi: Người}
                        from: [{measure: share, of: members, have: 'holds("cong-dan-hoc-tap")'}]
                """,
                        alone ? "" : "    - {id: nguoi, if: 'indicator[\"nguoi\"].value >= 50'}\n");
    }

    @BeforeAll
    void the_reform() {
        units();
        ninhBinh();
        binhThuan();
        lienHuong();
        List<String> workers = country.residents(1, "phuong-bd", "cong-nhan", HOLDER);
        country.collective("family", "phuong-bd", workers, true);
        country.settled();
        Stream.of("ninh-binh", "bhxh-binh-thuan", "lien-huong", "tphcm").forEach(unit -> before.put(unit, of(unit)));
        carriedOut();
        country.earns(NEW_COMMUNE);
        country.settled();
    }

    private void units() {
        Stream.of("ha-nam", "nam-dinh", "lam-dong", "binh-thuan", "dak-nong", "binh-duong", "ba-ria-vung-tau")
                .forEach(province -> country.unit(province, "province", ""));
        country.unit("xa-ha-nam", "commune", "ha-nam")
                .unit("so-nam-dinh", "organisation", "nam-dinh")
                .unit("bhxh-binh-thuan", "organisation", "binh-thuan")
                .unit("tuy-phong", "district", "binh-thuan")
                .unit("lien-huong", "commune", "tuy-phong")
                .unit("phuoc-the", "commune", "tuy-phong")
                .unit("binh-thanh", "commune", "tuy-phong")
                .unit("khu-pho-1", "village", "lien-huong")
                .unit("thon-1", "village", "phuoc-the")
                .unit("phuong-bd", "commune", "binh-duong");
    }

    /** Of three grown-ups and one of no known age at Quảng Vinh two are holders; of three in Hà Nam two. */
    private void ninhBinh() {
        country.residents(1, "thon-3-quang-vinh", FARMER, HOLDER, PROFICIENT, ASSOCIATION, TRAINED);
        country.residents(1, "thon-3-quang-vinh", FARMER, HOLDER);
        country.residents(1, "thon-3-quang-vinh", FARMER);
        country.earns("thon-3-quang-vinh");
        country.residents(1, "xa-ha-nam", FARMER, HOLDER, ASSOCIATION);
        country.residents(1, "xa-ha-nam", FARMER, HOLDER, PROFICIENT);
        country.residents(1, "xa-ha-nam", FARMER);
        country.earns("xa-ha-nam");
        country.staff(1, "so-nam-dinh", OFFICIAL, HOLDER);
        country.staff(1, "so-nam-dinh", OFFICIAL);
        country.earns("so-nam-dinh");
    }

    private void binhThuan() {
        country.staff(1, "bhxh-binh-thuan", OFFICIAL, HOLDER, PROFICIENT);
        country.staff(1, "bhxh-binh-thuan", OFFICIAL);
        country.earns("bhxh-binh-thuan");
    }

    /** A quarter with a family, of whose two people one is a holder; next door two of three are. */
    private void lienHuong() {
        String holder = country.residents(1, "khu-pho-1", FARMER, HOLDER).getFirst();
        latecomer = country.residents(1, "khu-pho-1", FARMER).getFirst();
        family = country.collective("family", "khu-pho-1", List.of(holder, latecomer), true);
        country.earns("khu-pho-1");
        country.residents(2, "thon-1", FARMER, HOLDER);
        country.residents(1, "thon-1", FARMER);
        country.earns("thon-1");
    }

    private void carriedOut() {
        TestServer server = country.server();
        Answer begun = server.post("admin", "/api/v1/org-units/reorganisations", REFORM);
        assertThat(begun.status()).as("%s", begun.body()).isEqualTo(202);
        String job = "/api/v1/jobs/" + begun.at("/id").asText();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> server.get("admin", job).at("/state").asText().equals("DONE"));
        assertThat(server.get("admin", job).at("/result/units/ended").asInt()).isEqualTo(10);
    }

    @AfterAll
    void close() {
        country.close();
    }

    /** What the nearest programme says of a unit in 2025: numerators and denominators in the order of its targets. */
    private List<String> of(String unit) {
        JsonNode programme = country.dashboard(unit).at("/programmes/0");
        return Stream.concat(
                        Stream.of(programme.at("/id").asText()),
                        programme
                                .at("/targets")
                                .valueStream()
                                .map(target -> target.at("/numerator").asLong() + "/"
                                        + target.at("/denominator").asLong()))
                .toList();
    }

    @Test
    void a_province_that_others_join_has_their_people_in_the_figures_of_the_year() {
        // T, A, B, D and P; in 2025 people count where they are at its end.
        assertThat(before.get("ninh-binh")).containsExactly("ninh-binh-677", "1/1", "2/3", "0/0", "1/2", "1/1");
        assertThat(of("ninh-binh")).containsExactly("ninh-binh-677", "1/2", "4/6", "1/2", "2/5", "2/2");
        // Families come fourth.
        assertThat(before.get("tphcm").get(4)).isEqualTo("0/0");
        assertThat(of("tphcm").get(4)).isEqualTo("1/1");
    }

    @Test
    void an_agency_follows_its_province_with_its_programme_and_the_same_figures() {
        OrgTree tree = country.server().server().core().units().tree();
        assertThat(tree.chain("bhxh-binh-thuan", LAST_DAY)).containsExactly("bhxh-binh-thuan", "binh-thuan");
        assertThat(tree.chain("bhxh-binh-thuan", FIRST_DAY)).containsExactly("bhxh-binh-thuan", "lam-dong");
        assertThat(before.get("bhxh-binh-thuan")).containsExactly("bhxh-binh-thuan-677", "1/2", "1/1", "1/1");
        assertThat(of("bhxh-binh-thuan")).isEqualTo(before.get("bhxh-binh-thuan"));
        // The country's: what was Bình Thuận's is Lâm Đồng's.
        assertThat(of("lam-dong")).containsExactly("quyet-dinh-677", "0/0", "3/5", "1/2", "1/4", "1/1");
        assertThat(of("binh-thuan")).containsOnly("quyet-dinh-677", "0/0");
    }

    @Test
    void the_programme_of_a_town_that_ended_is_that_of_the_commune_which_took_its_place() {
        OrgTree tree = country.server().server().core().units().tree();
        assertThat(tree.chain("khu-pho-1", LAST_DAY))
                .containsExactly("khu-pho-1", "lien-huong", "tuy-phong", "binh-thuan");
        assertThat(tree.chain("khu-pho-1", FIRST_DAY)).containsExactly("khu-pho-1", NEW_COMMUNE, "lam-dong");
        assertThat(before.get("lien-huong")).containsExactly("lien-huong-677", "0/0", "1/2", "0/0", "0/1", "0/0");
        assertThat(of(NEW_COMMUNE)).containsExactly("lien-huong-677", "0/0", "3/5", "0/0", "0/3", "0/0");
        assertThat(of("khu-pho-1").getFirst()).isEqualTo("lien-huong-677");
    }

    @Test
    void a_family_a_quarter_and_the_new_commune_are_judged_right_after_it() {
        assertShare(family, "1/2");
        assertShare("khu-pho-1", "1/2");
        assertShare(NEW_COMMUNE, "3/5");
        country.agrees();

        int year = LocalDate.now(Words.ZONE).getYear();
        TestServer server = country.server();
        Answer learned = server.post("admin", "/api/v1/activities", """
                {"subject":"%s","type":"earns","title":"Học","endedAt":"%d-01-01T08:00:00+07:00"}""".formatted(latecomer, year));
        assertThat(learned.status()).as("%s", learned.body()).isEqualTo(200);
        country.settled();
        for (String collective : List.of(family, "khu-pho-1", NEW_COMMUNE)) {
            assertThat(share(collective, year))
                    .as(collective)
                    .isEqualTo(collective.equals(NEW_COMMUNE) ? "4/5" : "2/2");
        }
        country.agrees();
    }

    private void assertShare(String collective, String share) {
        assertThat(share(collective, 2025)).as(collective).isEqualTo(share);
        assertThat(country.server()
                        .get("admin", "/api/v1/subjects/" + collective + "/titles")
                        .at("/items")
                        .findValuesAsText("state"))
                .as(collective)
                .containsExactly("AWARDED");
    }

    private String share(String collective, int year) {
        JsonNode share = country.server()
                .get("admin", "/api/v1/subjects/" + collective + "/progress?cycle=" + year)
                .at("/sets/0/criteria/0/indicators/1/share");
        return share.path("numerator").asLong() + "/"
                + share.path("denominator").asLong();
    }
}
