package vn.hoctap.server.collective;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.plugin.ShippedSets;

/**
 * By the shipped sets, titles climb from the citizen to the family, the clan, the village, the commune and the province, and
 * to units; one that is lost takes along those whose shares it was needed for. Each test has a province of its own, with
 * four grown-ups: an and ba are one family, ca and da one each; an's and ca's families are a clan.
 */
class PrerequisiteChainTest {
    private static final int YEAR = LocalDate.now(Words.ZONE).getYear();
    private static final AtomicInteger PROVINCES = new AtomicInteger();
    private static final List<String> PEOPLE = List.of("an", "ba", "ca", "da");
    private static TestServer server;

    private final String suffix = "-" + PROVINCES.incrementAndGet();

    @BeforeAll
    static void start() {
        server = TestServer.start(ShippedSets.of(
                "cong-dan", "nong-dan", "gia-dinh", "dong-ho", "cong-dong-thon", "cong-dong-xa", "don-vi"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void a_province() {
        unit("tinh", "province", "", "");
        unit("xa", "commune", "tinh", "");
        unit("thon", "village", "xa", "");
        unit("truong", "organisation", "xa", "");
        unit("so", "organisation", "tinh", "\"unitType\":\"office\"");
        citizen("an", "truong", "so");
        citizen("ba", "so");
        citizen("ca", "truong");
        citizen("da");
        collective("family", "nha-an", "an", "ba");
        collective("family", "nha-ca", "ca");
        collective("family", "nha-da", "da");
        collective("clan", "ho", "nha-an", "nha-ca");
    }

    @Test
    void each_title_comes_by_itself_once_its_members_and_its_appraisals_are_there() {
        Stream.of("nha-an", "nha-da").forEach(this::appraiseFamily);
        appraiseClan();
        appraiseUnits();
        appraiseCommune();
        // The school's own sixty points are enough for the lowest band.
        assertThat(states("truong")).containsExactly("AWARDED trung-binh");

        learn("da");
        learn("ca");
        learn("ba");
        assertThat(states("nha-da")).containsExactly("AWARDED");
        assertThat(states("nha-ca")).isEmpty();
        appraiseFamily("nha-ca");
        assertThat(states("nha-ca")).containsExactly("AWARDED");
        assertNone("nha-an", "ho", "so", "thon", "xa", "tinh");

        learn("an");
        assertThat(states("nha-an")).containsExactly("AWARDED");
        assertThat(states("ho")).containsExactly("AWARDED");
        assertThat(states("so")).containsExactly("AWARDED muc-1");
        assertThat(states("truong")).containsExactly("AWARDED tot", "SUPERSEDED trung-binh");
        assertNone("thon", "xa", "tinh");

        appraiseVillage();
        assertThat(states("thon")).containsExactly("AWARDED");
        assertThat(states("xa")).containsExactly("AWARDED muc-1");
        assertNone("tinh");
        appraiseProvince();
        assertThat(states("tinh")).containsExactly("AWARDED muc-1");
        everythingAgrees();
    }

    @Test
    void what_a_citizen_loses_costs_those_above_theirs_each_with_its_share_until_the_learning_is_made_good() {
        everybodyHasIt();

        Answer withdrawn = server.delete("admin", "/api/v1/activities/khoa-hoc-" + id("an"));
        assertThat(withdrawn.status()).as("%s", withdrawn.body()).isBetween(200, 299);
        assertThat(states("an")).containsExactly("WITHDRAWN");
        assertLost("nha-an", "nguoi-lon is not met any more: 50 (1/2), needed 70");
        assertLost("ho", "gia-dinh is not met any more: 50 (1/2), needed 70");
        assertLost("thon", "gia-dinh is not met any more: 200/3 (2/3), needed 70");
        assertLost("xa", "muc-1.thon is not met any more: 0 (0/1), needed 60");
        assertLost("tinh", "muc-1.xa is not met any more: 0 (0/1), needed 70");
        assertLost("so", "muc-1.nguoi-lao-dong is not met any more: 50 (1/2), needed 90");
        // One of two citizens was worth 25 points there, and no threshold.
        assertThat(states("truong")).startsWith("AWARDED trung-binh", "SUPERSEDED tot");
        Stream.of("ba", "ca", "da", "nha-ca", "nha-da")
                .forEach(other -> assertThat(states(other)).as(other).containsExactly("AWARDED"));

        course("an", "lai");
        assertThat(states("an")).containsExactly("AWARDED", "WITHDRAWN");
        for (String each : List.of("nha-an", "ho", "thon")) {
            assertThat(states(each)).as(each).containsExactly("AWARDED", "WITHDRAWN");
        }
        for (String each : List.of("xa", "tinh", "so")) {
            assertThat(states(each)).as(each).containsExactly("AWARDED muc-1", "WITHDRAWN muc-1");
        }
        assertThat(states("truong")).startsWith("AWARDED tot", "SUPERSEDED trung-binh");
        everythingAgrees();
    }

    @Test
    void a_citizen_s_title_that_somebody_withdraws_costs_as_much_and_is_not_given_again_for_more_learning() {
        everybodyHasIt();
        String serial = titles("da").at("/items/0/serial").asText();

        Answer withdrawn =
                server.post("admin", "/api/v1/titles/" + serial + "/withdrawal", "{\"reason\":\"Khai không đúng.\"}");
        assertThat(withdrawn.status()).as("%s", withdrawn.body()).isEqualTo(200);
        course("da", "them");

        assertThat(states("da")).containsExactly("WITHDRAWN");
        assertThat(titles("da").at("/items/0/reason").asText()).isEqualTo("Khai không đúng.");
        assertLost("nha-da", "nguoi-lon is not met any more: 0 (0/1), needed 70");
        assertLost("thon", "gia-dinh is not met any more: 200/3 (2/3), needed 70");
        assertLost("xa", "muc-1.thon is not met any more: 0 (0/1), needed 60");
        assertLost("tinh", "muc-1.xa is not met any more: 0 (0/1), needed 70");
        assertThat(states("ho")).containsExactly("AWARDED");
        assertThat(states("so")).containsExactly("AWARDED muc-1");
        everythingAgrees();
    }

    private void everybodyHasIt() {
        Stream.of("nha-an", "nha-ca", "nha-da").forEach(this::appraiseFamily);
        appraiseClan();
        appraiseVillage();
        appraiseCommune();
        appraiseProvince();
        appraiseUnits();
        PEOPLE.forEach(this::learn);
        assertThat(states("tinh")).containsExactly("AWARDED muc-1");
        assertThat(states("so")).containsExactly("AWARDED muc-1");
    }

    private void appraiseFamily(String family) {
        appraise(family, "gia-dinh-hoc-tap/gia-dinh", "dieu-kien=20 tac-dong=20");
    }

    private void appraiseClan() {
        appraise("ho", "dong-ho-hoc-tap/dong-ho", "ban-khuyen-hoc=6 quy-khuyen-hoc=6");
    }

    private void appraiseVillage() {
        appraise("thon", "cong-dong-hoc-tap/thon", "lanh-dao=6 nguon-luc=6 tac-dong=6");
    }

    private void appraiseCommune() {
        appraise(
                "xa",
                "cong-dong-hoc-tap/xa",
                "nghi-quyet=1 ke-hoach=1 kiem-tra=1 kinh-phi=1 co-so-vat-chat=1 moi-truong-so=1 pho-cap-giao-duc=97"
                        + " xoa-mu-chu=95 trung-tam-hoc-tap=6 thu-vien=6 nha-van-hoa=6");
    }

    private void appraiseProvince() {
        appraise("tinh", "cong-dong-hoc-tap/tinh", "ke-hoach=1");
    }

    /** The school by the hundred points, of which 25 are for its citizens; the office by the two levels. */
    private void appraiseUnits() {
        appraise(
                "truong",
                "don-vi-hoc-tap/cap-xa",
                "ke-hoach=10 quy-che=10 nguon-luc=10 ke-hoach-ca-nhan=10 ky-luat=5 boi-duong=10 chia-se=5");
        appraise("so", "don-vi-hoc-tap/don-vi", "ke-hoach=1 moi-truong=1 ngan-sach=1 ky-luat=92 boi-duong=92");
    }

    /** Nine indicators are appraised, the tenth is what a course gives. */
    private void learn(String person) {
        appraise(
                person,
                "cong-dan-hoc-tap/nong-dan",
                "ke-hoach-hoc-tap=9 tham-gia-cong-dong=9 dong-vien-nguoi-than=9 cong-nghe-thong-tin=9 ngoai-ngu=9"
                        + " tinh-toan=9 tu-duy-phan-bien=9 quan-he-than-thien=9 hop-tac-chia-se=9");
        course(person, "hoc");
    }

    private void course(String person, String name) {
        recorded("activities", """
                {"id":"khoa-%s-%s","subject":"%s","type":"course","title":"Khóa học","hours":20,"endedAt":"%d-01-01T08:00:00+07:00"}""".formatted(name, id(person), id(person), YEAR));
    }

    private void appraise(String subject, String set, String points) {
        List<String> all = new ArrayList<>();
        for (String one : points.split(" ")) {
            String[] pair = one.split("=");
            all.add("""
                    {"subject":"%s","set":"%s","cycle":%d,"indicator":"%s","points":%s,"by":"appraiser"}""".formatted(id(subject), set, YEAR, pair[0], pair[1]));
        }
        recorded("assessments", "[" + String.join(",", all) + "]");
    }

    private void recorded(String what, String body) {
        Answer answer = server.post("admin", "/api/v1/" + what, body);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    }

    private void unit(String name, String kind, String parent, String attributes) {
        created("org-units", """
                {"id":"%s","kind":"%s","name":"%s","parent":%s,"attributes":{%s}}""".formatted(
                        id(name), kind, name, parent.isEmpty() ? "null" : "\"" + id(parent) + "\"", attributes));
    }

    private void citizen(String name, String... workplaces) {
        List<String> units =
                Stream.of(workplaces).map(unit -> "\"" + id(unit) + "\"").toList();
        created("subjects", """
                {"id":"%s","kind":"citizen","name":"Nguyễn Văn Á","birthDate":"1980-05-05","group":"nong-dan",
                 "residence":"%s","workplaces":%s,"from":"2020-01-01"}""".formatted(id(name), id("thon"), units));
    }

    private void collective(String kind, String name, String... members) {
        created("subjects", """
                {"id":"%s","kind":"%s","name":"%s","residence":"%s","from":"2020-01-01"}""".formatted(id(name), kind, name, id("thon")));
        for (String member : members) {
            Answer answer = server.api(server.request("admin", "/api/v1/memberships")
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString("{\"member\":\"%s\",\"collective\":\"%s\",\"from\":\"2020-01-01\"}"
                            .formatted(id(member), id(name)))));
            assertThat(answer.status()).as("%s", answer.body()).isBetween(200, 299);
        }
    }

    private void created(String what, String body) {
        Answer answer = server.post("admin", "/api/v1/" + what, body);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    }

    private String id(String name) {
        return name + suffix;
    }

    private Answer titles(String subject) {
        return server.settled().get("admin", "/api/v1/subjects/" + id(subject) + "/titles");
    }

    /** The states of all titles that it has had, the newest first, with their levels. */
    private List<String> states(String subject) {
        return titles(subject)
                .at("/items")
                .valueStream()
                .map(title ->
                        (title.at("/state").asText() + " " + title.path("level").asText("")).strip())
                .toList();
    }

    private void assertNone(String... subjects) {
        for (String subject : subjects) {
            assertThat(states(subject)).as(subject).isEmpty();
        }
    }

    private void assertLost(String subject, String reason) {
        Answer titles = titles(subject);
        assertThat(titles.at("/items/0/state").asText()).as(subject).isEqualTo("WITHDRAWN");
        assertThat(titles.at("/items/0/reason").asText()).as(subject).contains("The condition " + reason + ".");
    }

    private static void everythingAgrees() {
        List<Object> differences = new ArrayList<>();
        server.settled().server().core().ledgerCheck().run(1, differences::add, (checked, all) -> {});
        server.server().core().rollupCheck().run(1, differences::add);
        assertThat(differences).isEmpty();
    }
}
