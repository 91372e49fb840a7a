package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A commune adapts the nation's set by the commands alone, and changes what its own people get, and nobody else. */
class OwnBranchIT {
    private static final String SET = "cong-dan-hoc-tap/de-hon";

    @Test
    void a_local_set_made_without_java_changes_the_outcome_of_its_own_branch_only() throws Exception {
        Path jars = easier(Scratch.folder("own-branch"));
        try (Hoctap demo =
                Hoctap.demo(Scratch.fresh("own-branch-data"), "--citizens", "1", "--plugins", jars.toString())) {
            Api admin = Api.of(demo, "admin");
            String here = Sent.anyId("here");
            String elsewhere = Sent.anyId("elsewhere");
            admin.post("/api/v1/subjects", Sent.farmer(here)).is(201);
            admin.post("/api/v1/subjects", Sent.farmer(elsewhere, "lien-huong")).is(201);

            assertThat(titles(admin, here)).hasSize(1);
            assertThat(titles(admin, elsewhere)).isEmpty();
            assertThat(judged(admin, here).path("set").asText()).isEqualTo(SET);
            assertThat(judged(admin, here).path("outcome").asText()).isEqualTo("MET");
            assertThat(judged(admin, elsewhere).path("set").asText()).isEqualTo(Sent.FARMERS_SET);
            assertThat(judged(admin, elsewhere).path("outcome").asText()).isNotEqualTo("MET");
            assertThat(judged(admin, elsewhere).path("total").asDouble())
                    .isEqualTo(judged(admin, here).path("total").asDouble());
        }
    }

    /** In Quảng Vinh five points are enough. */
    private static Path easier(Path folder) throws IOException, InterruptedException {
        Path plugin = folder.resolve("de-hon");
        Ran made = Ran.hoctap(
                "plugin", "new", plugin.toString(), "--extends", Sent.FARMERS_SET, "--org-unit", "quang-vinh");
        assertThat(made.exit()).as(made.errors()).isZero();
        Path criteria = plugin.resolve("criteria/de-hon.yaml");
        String written = Files.readString(criteria);
        Files.writeString(
                criteria,
                written.replace("# parameters:", "parameters:")
                        .replace("#   passMark: {value: 80}", "  passMark: {value: 5}")
                        .replace("#   floor: {value: 5}", "  floor: {value: 0}"));
        Path jars = Files.createDirectory(folder.resolve("jars"));
        Ran packed = Ran.hoctap(
                "plugin",
                "package",
                plugin.toString(),
                "--out",
                jars.resolve("x.jar").toString());
        assertThat(packed.exit()).as(packed.output() + packed.errors()).isZero();
        return jars;
    }

    /** After ten hours of learning, which are five points. */
    private static JsonNode titles(Api api, String farmer) {
        return api.post("/api/v1/activities", Sent.course(Sent.anyId("course"), farmer, 10))
                .is(200)
                .at("/0/titles");
    }

    private static JsonNode judged(Api api, String farmer) {
        for (JsonNode set : api.get("/api/v1/subjects/" + farmer + "/progress?cycle=" + Sent.cycle())
                .is(200)
                .at("/sets")) {
            if (set.path("set").asText().startsWith("cong-dan-hoc-tap/")) {
                return set;
            }
        }
        throw new AssertionError("nothing judges " + farmer);
    }
}
