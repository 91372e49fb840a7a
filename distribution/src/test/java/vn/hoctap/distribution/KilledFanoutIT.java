package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.database.EmbeddedPostgres;

/**
 * Ten thousand titles fan out to families, clans, villages, the commune, the province and the dashboards, and the server is
 * killed in the middle of it: the next one goes on, and all comes out as counted by hand and as counted anew.
 */
class KilledFanoutIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final long BEGUN = LearningProvince.LEARNERS / 20;
    private static final Set<String> ENDED = Set.of("DONE", "FAILED", "CANCELLED");

    private final Path data = Scratch.fresh("fanout");
    private final Path folder = Scratch.folder("fanout-files");

    @Test
    void collectives_and_dashboards_are_those_of_a_full_recount() throws Exception {
        LearningProvince.addCriteria(folder);
        try (Hoctap hoctap = start()) {
            Api admin = Api.of(hoctap, "admin");
            LearningProvince.enterUnits(admin);
            enterRoster(hoctap, LearningProvince.roster(folder.resolve("roster.csv")));
            LearningProvince.enterMemberships(admin);
            LearningProvince.appraise(admin);
            settle();
            assertThat(LearningProvince.titles(data)).isZero();

            LearningProvince.learn(admin);
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> LearningProvince.counted(data) >= BEGUN);
            hoctap.kill();
            assertThat(hoctap.said()).doesNotContain("WARN", "ERROR");
        }
        assertItWasInTheMiddle();

        try (Hoctap hoctap = start()) {
            settle();
            Api admin = Api.of(hoctap, "admin");
            assertCollectives(admin);
            assertDashboards(admin);
            assertThat(hoctap.said()).doesNotContain("WARN", "ERROR");
        }
        Ran.hoctap("ledger", "check", "--data", data.toString(), "--plugins", folder.toString())
                .exits(0)
                .saysNoStackTrace();
        assertThat(RunningProcesses.on(data)).isEmpty();
    }

    private Hoctap start() {
        return Hoctap.demo(data, "--citizens", "1", "--plugins", folder.toString());
    }

    private static void enterRoster(Hoctap hoctap, Path file) throws Exception {
        Api admin = Api.of(hoctap, "admin");
        String job = Imports.send(hoctap, admin.token("admin"), "roster", file);
        JsonNode ended = await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> admin.get("/api/v1/jobs/" + job).is(200).body(),
                        now -> ENDED.contains(now.path("state").asText()));
        assertThat(ended.at("/result/accepted").asInt()).as("%s", ended).isPositive();
        assertThat(ended.at("/result/rejected").asInt()).as("%s", ended).isZero();
    }

    private void settle() {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(100)).until(() -> Backlog.of(data) == 0);
    }

    /** Otherwise this test would show nothing. */
    private void assertItWasInTheMiddle() {
        EmbeddedPostgres left = EmbeddedPostgres.start(data);
        try {
            long counted = LearningProvince.counted(data);
            long ofCollectives = Backlog.ofCollectives(data);
            long ofFigures = Backlog.ofFigures(data);
            System.out.printf(
                    "KilledFanoutIT: killed with %,d of %,d people counted; %,d wait for collectives, %,d for figures%n",
                    counted, LearningProvince.LEARNERS, ofCollectives, ofFigures);
            assertThat(counted).isBetween(BEGUN, LearningProvince.LEARNERS - 1L);
            assertThat(ofCollectives).as("waiting for collectives").isPositive();
            assertThat(LearningProvince.titles(data))
                    .isBetween((long) LearningProvince.LEARNERS, LearningProvince.TITLES - 1L);
            assertThat(LearningProvince.isShown(data)).isFalse();
        } finally {
            left.close();
        }
    }

    private void assertCollectives(Api admin) {
        assertThat(LearningProvince.titles(data)).isEqualTo(LearningProvince.TITLES);
        assertThat(standing(admin, LearningProvince.PROVINCE))
                .contains("MET muc-1", "xa 1/1", "xa-muc-2 0/1", "cong-dan 10000/12800");
        assertThat(standing(admin, LearningProvince.COMMUNE))
                .contains("MET muc-1", "cong-dan 10000/12800", "gia-dinh 125/160", "thon 3/4");
        assertThat(standing(admin, LearningProvince.village(0)))
                .contains("MET null", "gia-dinh 40/40", "dong-ho 1/1", "nguoi-lon 3200/3200");
        assertThat(standing(admin, LearningProvince.village(1)))
                .contains("MET null", "gia-dinh 32/40", "dong-ho 1/1", "nguoi-lon 2560/3200");
        assertThat(standing(admin, LearningProvince.village(2)))
                .contains("MET null", "gia-dinh 28/40", "dong-ho 1/1", "nguoi-lon 2240/3200");
        assertThat(standing(admin, LearningProvince.village(3)))
                .contains("NOT_MET null", "gia-dinh 25/40", "dong-ho 0/1", "nguoi-lon 2000/3200");
        assertThat(standing(admin, LearningProvince.clan(2))).contains("MET null", "gia-dinh 10/10");
        assertThat(standing(admin, LearningProvince.clan(3))).contains("NOT_MET null", "gia-dinh 5/10");
    }

    /** The outcome with its level, and each share. */
    private static List<String> standing(Api admin, String collective) {
        JsonNode set = admin.get("/api/v1/subjects/" + collective + "/progress?cycle=" + Sent.cycle())
                .is(200)
                .at("/sets/0");
        List<String> said = new ArrayList<>();
        said.add(set.path("outcome").asText() + " " + set.path("level").asText("null"));
        set.findParents("share")
                .forEach(indicator -> said.add("%s %s/%s"
                        .formatted(
                                indicator.path("id").asText(),
                                indicator.at("/share/numerator"),
                                indicator.at("/share/denominator"))));
        return said;
    }

    private static void assertDashboards(Api admin) {
        for (String unit : List.of(LearningProvince.PROVINCE, LearningProvince.COMMUNE)) {
            JsonNode dashboard = dashboard(admin, unit);
            assertThat(titles(dashboard))
                    .contains(
                            LearningProvince.SET + " 10000 10000 10000",
                            "gia-dinh-hoc-tap/gia-dinh 160 160 125",
                            "dong-ho-hoc-tap/dong-ho 4 4 3",
                            "cong-dong-hoc-tap/thon 4 4 3",
                            "cong-dong-hoc-tap/xa 1 1 1");
            assertThat(targets(dashboard)).containsExactly("0/0", "10000/12800", "0/0", "0/10000", "0/0");
        }
        JsonNode last = dashboard(admin, LearningProvince.village(3));
        assertThat(titles(last))
                .contains(
                        LearningProvince.SET + " 2000 2000 2000",
                        "gia-dinh-hoc-tap/gia-dinh 40 40 25",
                        "dong-ho-hoc-tap/dong-ho 1 1 0",
                        "cong-dong-hoc-tap/thon 1 1 0");
        assertThat(targets(last)).containsExactly("0/0", "2000/3200", "0/0", "0/2000", "0/0");
    }

    private static JsonNode dashboard(Api admin, String unit) {
        JsonNode dashboard = admin.get("/api/v1/org-units/" + unit + "/dashboard?cycle=" + Sent.cycle())
                .is(200)
                .body();
        assertThat(dashboard.path("counting").asBoolean()).isFalse();
        return dashboard;
    }

    /** Registered, evaluated and achieved by set. */
    private static List<String> titles(JsonNode dashboard) {
        return Answer.list(dashboard.path("titles")).stream()
                .map(title -> "%s %s %s %s"
                        .formatted(
                                title.path("set").asText(),
                                title.path("registered"),
                                title.path("evaluated"),
                                title.path("achieved")))
                .toList();
    }

    /** The shares of the country's programme, the only one there. */
    private static List<String> targets(JsonNode dashboard) {
        return Answer.list(dashboard.at("/programmes/0/targets")).stream()
                .map(target -> target.path("numerator") + "/" + target.path("denominator"))
                .toList();
    }
}
