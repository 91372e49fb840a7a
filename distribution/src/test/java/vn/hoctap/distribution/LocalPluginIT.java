package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody who knows only the published description brings a plugin, and somebody else a broken one. */
class LocalPluginIT {
    static final String READERS = """
            id: nguoi-doc-sach/moi-nguoi
            version: "1"
            status: illustrative
            source: "Thư viện xã"
            title: {vi: Người đọc sách, en: Reader}
            subject: citizen
            effective: {from: 2024-01-01}
            cycle: {kind: calendar-year, zone: Asia/Ho_Chi_Minh, referenceDate: "12-31"}
            criteria:
              - id: doc
                name: {vi: Đọc sách}
                indicators:
                  - id: so-lan
                    name: {vi: Số lần đọc}
                    max: 10
                    from:
                      - {measure: count, where: 'activity.type == "reading"', points: [{atLeast: 2, give: 10}]}
            award:
              scheme: sum
              requires:
                - {id: total, if: 'total >= 10'}
            """;
    /** Without a source; line 13 names a measure that does not exist, line 16 is no expression. */
    private static final String BROKEN = """
            id: hong/moi-nguoi
            version: "1"
            status: illustrative
            title: {vi: Hỏng}
            subject: citizen
            effective: {from: 2024-01-01}
            cycle: {kind: calendar-year, zone: Asia/Ho_Chi_Minh, referenceDate: "12-31"}
            criteria:
              - id: doc
                name: {vi: Đọc sách}
                indicators:
                  - {id: so-lan, name: {vi: Số lần đọc}, max: 10, from: [
                      {measure: cuont, points: [{atLeast: 2, give: 10}]}]}
            award:
              scheme: sum
              requires: [{id: total, if: 'total >> 10'}]
            """;

    private static Hoctap hoctap;

    @BeforeAll
    static void a_server_with_a_folder_of_local_plugins() throws IOException {
        Path plugins = Scratch.folder("plugins");
        PluginJars.jar(plugins, "doc-sach", Map.of("criteria/doc-sach.yaml", READERS));
        PluginJars.jar(plugins, "hong", Map.of("criteria/hong.yaml", BROKEN));
        hoctap = Hoctap.demo(Scratch.fresh("plugins-data"), "--citizens", "1", "--plugins", plugins.toString());
    }

    @AfterAll
    static void stop() {
        hoctap.close();
    }

    @Test
    void its_title_is_awarded_like_any_other() {
        Api officer = Api.of(hoctap, "officer");
        String reader = Sent.anyId("reader");
        officer.post("/api/v1/subjects", Sent.farmer(reader)).is(201);
        officer.post("/api/v1/activities", reading(reader)).is(200);

        Answer second = officer.post("/api/v1/activities", reading(reader)).is(200);

        assertThat(second.at("/0/titles/0/title").asText()).isEqualTo("nguoi-doc-sach");
        assertThat(officer.all("/api/v1/models"))
                .extracting(model -> model.path("id").asText())
                .contains("nguoi-doc-sach", "cong-dan-hoc-tap");
        assertThat(officer.get("/api/v1/criteria-sets/nguoi-doc-sach%2Fmoi-nguoi")
                        .is(200)
                        .at("/plugin")
                        .asText())
                .isEqualTo("doc-sach");
    }

    @Test
    void a_broken_one_is_refused_with_all_its_faults_and_lines() {
        JsonNode broken = plugins().stream()
                .filter(plugin -> plugin.path("id").asText().equals("hong"))
                .findFirst()
                .orElseThrow();

        assertThat(broken.path("state").asText()).isEqualTo("REFUSED");
        List<JsonNode> errors = Answer.list(broken.path("errors"));
        assertThat(errors).allSatisfy(error -> {
            assertThat(error.path("file").asText()).endsWith("criteria/hong.yaml");
            assertThat(error.path("message").asText()).isNotBlank();
            assertThat(error.path("remedy").asText()).isNotBlank();
        });
        assertThat(errors).extracting(error -> error.path("line").asInt()).contains(1, 13, 16);
        assertThat(errors)
                .anySatisfy(error -> assertThat(error.path("remedy").asText()).contains("count"));
    }

    @Test
    void all_others_are_started() throws IOException {
        assertThat(plugins())
                .filteredOn(plugin -> !plugin.path("id").asText().equals("hong"))
                .hasSize(Packed.plugins().size() + 1)
                .allSatisfy(plugin -> {
                    assertThat(plugin.path("state").asText()).isEqualTo("STARTED");
                    assertThat(plugin.path("errors")).isEmpty();
                })
                .extracting(plugin -> plugin.path("id").asText())
                .contains("doc-sach", "cong-dan", "nong-dan", "cong-chuc", "moodle");
    }

    private static List<JsonNode> plugins() {
        return Api.of(hoctap, "admin").all("/api/v1/plugins");
    }

    private static Map<String, Object> reading(String reader) {
        return Sent.activity(Sent.anyId("reading"), reader, "reading", Map.of());
    }
}
