package vn.hoctap.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoctap.server.subject.ApiFixture;

class PluginApiTest {
    private final ApiFixture api = new ApiFixture();
    private @TempDir Path temp;

    @BeforeEach
    void open() {
        Path folder = temp.resolve("plugins");
        TestJar.plugin("a", "1.0.0")
                .with("criteria/a.yaml", TestSet.yaml("hoc-thu/a", "1"))
                .with("criteria/a2.yaml", TestSet.yaml("hoc-thu/a", "2").replace("2023-01-01", "2999-01-01"))
                .with("criteria/khung.yaml", TestSet.yaml("hoc-thu/khung", "1") + "abstract: true\n")
                .in(folder);
        TestJar.plugin("b", "1.0.0").with("criteria/b.yaml", "id: b\n").in(folder);
        PluginHost.Settings settings =
                new PluginHost.Settings(new PluginFolders(List.of(), List.of(folder)), temp.resolve("data"), "0.1.0");
        try (PluginHost host = PluginHost.start(settings, api.register.test.database(), List.of(), Clock.systemUTC())) {
            CriteriaApi criteria = new CriteriaApi(host.registry());
            api.mount(HttpMethod.GET, "/plugins", new PluginApi(host.rollout(), temp).operations(), "listPlugins");
            api.mount(HttpMethod.GET, "/models", criteria.operations(), "listModels");
            api.mount(HttpMethod.GET, "/criteria-sets/:id", criteria.operations(), "getCriteriaSet");
        }
        api.start();
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void plugins_are_listed_with_what_is_wrong_page_by_page() {
        ApiFixture.Answer first = api.get("root", "/plugins?limit=1");
        assertThat(first.ids()).containsExactly("a");
        assertThat(first.body().at("/items/0/state").asText()).isEqualTo("STARTED");
        assertThat(first.body().at("/items/0/sets")).hasSize(2);
        ApiFixture.Answer second = api.get("root", String.valueOf(first.link()).replaceAll("^<|>.*$", ""));
        assertThat(second.ids()).containsExactly("b");
        JsonNode fault = second.body().at("/items/0/errors/0");
        assertThat(fault.fieldNames()).toIterable().containsExactly("file", "line", "path", "message", "remedy");
        assertThat(second.body().at("/items/0/state").asText()).isEqualTo("REFUSED");
        assertThat(api.get("learner", "/plugins").status()).isEqualTo(403);
    }

    @Test
    void models_name_the_sets_in_force_that_judge() {
        JsonNode models = api.get("learner", "/models").body().path("items");
        assertThat(models).hasSize(1);
        assertThat(models.at("/0/id").asText()).isEqualTo("hoc-thu");
        assertThat(models.at("/0/subject").asText()).isEqualTo("citizen");
        assertThat(models.at("/0/sets").findValuesAsText("id")).containsExactly("hoc-thu/a");
        assertThat(models.at("/0/sets/0/version").asText()).isEqualTo("1");
        assertThat(models.at("/0/sets/0/status").asText()).isEqualTo("illustrative");
        assertThat(models.at("/0/sets/0/audience").asText()).isEqualTo("subject.group == \"a\"");
    }

    @Test
    void a_set_is_shown_resolved_in_the_version_in_force_or_the_one_asked_for() {
        JsonNode set = api.get("learner", "/criteria-sets/hoc-thu%2Fa").body();
        assertThat(set.path("version").asText()).isEqualTo("1");
        assertThat(set.at("/criteria/0/indicators/0/id").asText()).isEqualTo("khoa-hoc");
        assertThat(set.path("plugin").asText()).isEqualTo("a");
        assertThat(set.path("versions")).hasSize(2);
        assertThat(api.get("learner", "/criteria-sets/hoc-thu%2Fa?version=2")
                        .body()
                        .at("/effective/from")
                        .asText())
                .isEqualTo("2999-01-01");
        assertThat(api.get("learner", "/criteria-sets/hoc-thu%2Fa?version=3").status())
                .isEqualTo(404);
        assertThat(api.get("learner", "/criteria-sets/nothing").status()).isEqualTo(404);
    }
}
