package vn.hoctap.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.server.database.TestDatabase;

/** A plugin says in its manifest whose people it judges. */
class PluginScopeTest {
    private static final String SAME_PEOPLE = "subject.group == \"nong-dan\"";

    private final TestDatabase test = TestDatabase.open();
    private @TempDir Path temp;

    @AfterEach
    void close() {
        test.close();
    }

    private Registry start() {
        PluginHost.Settings settings = new PluginHost.Settings(
                new PluginFolders(List.of(), List.of(temp.resolve("plugins"))), temp.resolve("data"), "0.1.0");
        try (PluginHost host = PluginHost.start(settings, test.database(), List.of(), Clock.systemUTC())) {
            return host.registry();
        }
    }

    private void install(String id, String unit) {
        TestJar jar = TestJar.plugin(id, "1.0.0")
                .with("criteria/" + id + ".yaml", TestSet.yaml("hoc-thu/" + id, "1", SAME_PEOPLE));
        if (!unit.isEmpty()) {
            jar.manifest("Plugin-Org-Unit", unit);
        }
        jar.in(temp.resolve("plugins"));
    }

    private static PluginInfo info(Registry registry, String id) {
        return registry.plugins().stream()
                .filter(plugin -> plugin.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void two_sets_for_the_same_people_need_different_parts_of_the_tree() {
        install("a-nation", "");
        install("b-agency", "agency");
        install("c-agency", "agency");

        Registry registry = start();

        assertThat(info(registry, "a-nation").scope()).isNull();
        assertThat(info(registry, "b-agency").scope()).isEqualTo("agency");
        assertThat(info(registry, "b-agency").errors()).isEmpty();
        assertThat(info(registry, "c-agency").errors())
                .extracting(CriteriaError::message)
                .singleElement()
                .asString()
                .contains("nothing says which is nearer");
    }

    @Test
    void a_plugin_that_moves_to_another_unit_holds_there_and_is_stored_so() {
        install("a", "here");
        start();
        install("a", "there");

        Registry registry = start();

        assertThat(registry.published("hoc-thu/a").orElseThrow().scope()).isEqualTo("there");
        assertThat(StoredSets.all(test.database())).extracting(StoredSet::scope).containsExactly("there");
    }

    @Test
    void a_unit_that_cannot_be_one_refuses_the_plugin() {
        install("a", "no such/unit");

        assertThat(info(start(), "a").errors())
                .extracting(CriteriaError::message)
                .singleElement()
                .asString()
                .contains("Plugin-Org-Unit");
    }
}
