package vn.hoctap.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.sample.Visits;
import vn.hoctap.server.database.TestDatabase;

class PluginHostTest {
    private final TestDatabase test = TestDatabase.open();
    private @TempDir Path temp;

    @AfterEach
    void close() {
        test.close();
    }

    private Path folder() {
        return temp.resolve("plugins");
    }

    private Registry start() {
        return start(new PluginFolders(List.of(), List.of(folder())));
    }

    private Registry start(PluginFolders folders) {
        PluginHost.Settings settings = new PluginHost.Settings(folders, temp.resolve("data"), "0.1.0-SNAPSHOT");
        try (PluginHost host = PluginHost.start(settings, test.database(), List.of(), Clock.systemUTC())) {
            return host.registry();
        }
    }

    private static TestJar good(String id) {
        return TestJar.plugin(id, "1.0.0").with("criteria/" + id + ".yaml", TestSet.yaml("hoc-thu/" + id, "1"));
    }

    private static PluginInfo info(Registry registry, String id) {
        return registry.plugins().stream()
                .filter(plugin -> plugin.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> messages(PluginInfo plugin) {
        return plugin.errors().stream().map(CriteriaError::message).toList();
    }

    @Test
    void a_jar_of_data_needs_no_class_and_its_sets_judge() {
        good("a")
                .manifest("Plugin-Provider", "Somebody")
                .with("notes/anything.bin", "?")
                .in(folder());
        Registry registry = start();
        PluginInfo a = info(registry, "a");
        assertThat(a.state()).isEqualTo(PluginInfo.State.STARTED);
        assertThat(a.sets()).containsExactly("hoc-thu/a");
        assertThat(a.errors()).isEmpty();
        assertThat(a.provider()).isEqualTo("Somebody");
        assertThat(registry.set("hoc-thu/a")).isPresent();
        assertThat(registry.current().installed()).hasSize(1);
    }

    @Test
    void every_fault_of_a_broken_file_has_its_line_and_other_plugins_go_on() {
        good("a").in(folder());
        String broken = TestSet.yaml("hoc-thu/b", "1")
                .replace("status: illustrative", "status: invented")
                .replace("total >= 10", "totl >= 10");
        TestJar.plugin("b", "1.0.0").with("criteria/b.yaml", broken).in(folder());
        Registry registry = start();
        PluginInfo b = info(registry, "b");
        assertThat(b.state()).isEqualTo(PluginInfo.State.REFUSED);
        assertThat(b.errors()).extracting(CriteriaError::file).containsOnly("criteria/b.yaml");
        assertThat(b.errors()).extracting(CriteriaError::line).contains(4, 23);
        assertThat(b.errors()).allSatisfy(error -> assertThat(error.remedy()).isNotBlank());
        assertThat(info(registry, "a").state()).isEqualTo(PluginInfo.State.STARTED);
        assertThat(registry.set("hoc-thu/b")).isEmpty();
    }

    @Test
    void a_file_that_is_no_jar_is_listed_by_its_name() throws IOException {
        good("a").in(folder());
        Files.writeString(folder().resolve("broken.jar"), "this is no zip");
        Registry registry = start();
        assertThat(messages(info(registry, "broken.jar")))
                .singleElement()
                .asString()
                .contains("no readable jar");
        assertThat(info(registry, "a").state()).isEqualTo(PluginInfo.State.STARTED);
    }

    @Test
    void a_jar_without_id_and_version_says_both() {
        TestJar.nameless().in(folder());
        assertThat(messages(info(start(), "nameless.jar")))
                .containsExactly("Plugin-Id is missing.", "Plugin-Version is missing.");
    }

    @Test
    void an_id_that_would_leave_its_folder_is_refused() {
        TestJar.plugin("../../x", "1.0.0").in(folder(), "x.jar");
        assertThat(messages(info(start(), "x.jar"))).singleElement().asString().contains("'../../x'");
    }

    @Test
    void of_two_jars_with_the_same_id_the_first_holds() {
        good("a").in(folder(), "a-1.jar");
        TestJar.plugin("a", "2.0.0").in(folder(), "a-2.jar");
        assertThat(start().plugins())
                .extracting(PluginInfo::file, PluginInfo::state)
                .containsExactly(
                        tuple("a-1.jar", PluginInfo.State.STARTED), tuple("a-2.jar", PluginInfo.State.REFUSED));
    }

    @Test
    void code_from_outside_is_refused_however_it_hides() {
        good("classes").with("x/Y.class", new byte[] {1}).in(folder());
        good("starter").manifest("Plugin-Class", "vn.hoctap.server.cli.Main").in(folder());
        good("extension")
                .with("META-INF/extensions.idx", "vn.hoctap.server.Server\n")
                .in(folder());
        Registry registry = start();
        assertThat(registry.plugins()).allSatisfy(plugin -> {
            assertThat(plugin.state()).isEqualTo(PluginInfo.State.REFUSED);
            assertThat(messages(plugin)).singleElement().asString().contains("code plugins must be signed");
        });
    }

    private static TestJar measuring() {
        String set = TestSet.yaml("hoc-thu/m", "1").replace("measure: count", "measure: visits");
        return TestJar.plugin("m", "1.0.0").code(Visits.class).with("criteria/m.yaml", set);
    }

    @Test
    void the_distributions_code_brings_measures_that_its_sets_use() {
        measuring().in(folder());
        Registry registry = start(new PluginFolders(List.of(folder()), List.of()));
        assertThat(info(registry, "m").errors()).isEmpty();
        assertThat(registry.measures().names()).contains("visits");
    }

    @Test
    void a_plugin_may_depend_on_one_that_brings_code() {
        measuring().in(folder());
        TestJar.plugin("n", "1.0.0")
                .manifest("Plugin-Dependencies", "m")
                .with("criteria/n.yaml", TestSet.yaml("hoc-thu/n", "1").replace("measure: count", "measure: visits"))
                .in(folder());
        Registry registry = start(new PluginFolders(List.of(folder()), List.of()));
        assertThat(info(registry, "m").errors()).isEmpty();
        assertThat(info(registry, "n").errors()).isEmpty();
    }

    @Test
    void code_that_cannot_be_loaded_refuses_its_plugin_alone() {
        measuring().with("vn/hoctap/sample/Visits.class", new byte[] {1, 2, 3}).in(folder());
        good("a").in(folder());
        Registry registry = start(new PluginFolders(List.of(folder()), List.of()));
        assertThat(info(registry, "m").state()).isEqualTo(PluginInfo.State.REFUSED);
        assertThat(info(registry, "a").state()).isEqualTo(PluginInfo.State.STARTED);
    }

    @Test
    void a_jar_that_bundles_the_hosts_classes_is_told_to_leave_them_out() {
        good("a")
                .with("vn/hoctap/api/Fact.class", new byte[] {1})
                .with("META-INF/versions/21/io/vertx/core/Vertx.class", new byte[] {1})
                .in(folder());
        Registry registry = start(new PluginFolders(List.of(folder()), List.of()));
        assertThat(messages(info(registry, "a")))
                .containsExactly(
                        "The jar bundles classes of the host (io.vertx).",
                        "The jar bundles classes of the host (vn.hoctap.api).");
    }

    @Test
    void an_entry_that_points_outside_the_jar_is_refused() {
        good("a").with("../../evil.yaml", "x").in(folder());
        good("b").with("criteria/..\\..\\evil.yaml", "x").in(folder());
        Registry registry = start();
        assertThat(messages(info(registry, "a"))).anyMatch(message -> message.contains("points outside"));
        assertThat(messages(info(registry, "b"))).anyMatch(message -> message.contains("points outside"));
    }

    @Test
    void a_text_that_is_too_large_or_not_utf8_is_named() {
        TestJar.plugin("large", "1.0.0")
                .with("criteria/large.yaml", "#".repeat(1024 * 1024 + 1))
                .in(folder());
        TestJar.plugin("latin", "1.0.0")
                .with("criteria/latin.yaml", new byte[] {(byte) 0xe9})
                .in(folder());
        Registry registry = start();
        assertThat(messages(info(registry, "large"))).singleElement().asString().contains("too large");
        assertThat(messages(info(registry, "latin"))).containsExactly("The file is not in UTF-8.");
    }

    @Test
    void a_folder_that_is_missing_stops_the_start_and_is_named() {
        assertThatThrownBy(this::start)
                .isInstanceOf(UnusablePluginFolder.class)
                .hasMessageContaining(folder().toString());
    }

    @Test
    void a_set_may_extend_one_of_another_plugin_in_whatever_order_and_without_a_declared_dependency() {
        TestJar.plugin("a", "1.0.0")
                .with("criteria/a.yaml", TestSet.extending("hoc-thu/a", "hoc-thu/khung", "1"))
                .in(folder());
        TestJar.plugin("z", "1.0.0")
                .with("criteria/z.yaml", TestSet.yaml("hoc-thu/khung", "1") + "abstract: true\n")
                .in(folder());
        Registry registry = start();
        assertThat(registry.plugins()).allMatch(plugin -> plugin.state() == PluginInfo.State.STARTED);
        assertThat(registry.set("hoc-thu/a"))
                .get()
                .satisfies(set -> assertThat(set.indicators()).hasSize(1));
        assertThat(registry.set("hoc-thu/khung")).get().matches(set -> set.isAbstract());
    }

    @Test
    void a_base_that_nobody_brings_refuses_only_those_who_extend_it() {
        TestJar.plugin("a", "1.0.0")
                .with("criteria/a.yaml", TestSet.extending("hoc-thu/a", "hoc-thu/khung", "1"))
                .in(folder());
        TestJar.plugin("b", "1.0.0").manifest("Plugin-Dependencies", "a").in(folder());
        good("c").in(folder());
        Registry registry = start();
        assertThat(info(registry, "a").errors())
                .singleElement()
                .satisfies(error -> assertThat(error.line()).isEqualTo(2))
                .satisfies(error -> assertThat(error.message()).contains("hoc-thu/khung"));
        assertThat(messages(info(registry, "b"))).singleElement().asString().contains("depends on 'a'");
        assertThat(info(registry, "c").state()).isEqualTo(PluginInfo.State.STARTED);
    }

    @Test
    void requirements_and_dependencies_are_checked() {
        good("new").manifest("Plugin-Requires", ">=9.0.0").in(folder());
        good("now").manifest("Plugin-Requires", ">=0.1.0").in(folder());
        good("alone").manifest("Plugin-Dependencies", "absent").in(folder());
        good("picky").manifest("Plugin-Dependencies", "now@>=2.0.0").in(folder());
        good("happy").manifest("Plugin-Dependencies", "now@>=1.0.0, absent?").in(folder());
        TestJar.plugin("ring-1", "1.0.0")
                .manifest("Plugin-Dependencies", "ring-2")
                .in(folder());
        TestJar.plugin("ring-2", "1.0.0")
                .manifest("Plugin-Dependencies", "ring-1")
                .in(folder());
        Registry registry = start();
        assertThat(registry.plugins())
                .filteredOn(plugin -> plugin.state() == PluginInfo.State.STARTED)
                .extracting(PluginInfo::id)
                .containsExactly("happy", "now");
        assertThat(messages(info(registry, "new"))).singleElement().asString().contains("requires Hoctap >=9.0.0");
        assertThat(messages(info(registry, "picky"))).singleElement().asString().contains("1.0.0 is there");
        assertThat(messages(info(registry, "ring-1")))
                .singleElement()
                .asString()
                .contains("depends on others");
    }

    @Test
    void a_taken_set_id_and_a_tie_refuse_the_later_plugin() {
        good("a").in(folder());
        TestJar.plugin("b", "1.0.0")
                .with("criteria/x.yaml", TestSet.yaml("hoc-thu/a", "2"))
                .in(folder());
        TestJar.plugin("c", "1.0.0")
                .with("criteria/x.yaml", TestSet.yaml("hoc-thu/c", "1", "subject.group  ==  \"a\""))
                .in(folder());
        Registry registry = start();
        assertThat(info(registry, "a").state()).isEqualTo(PluginInfo.State.STARTED);
        assertThat(info(registry, "b").errors())
                .singleElement()
                .satisfies(error -> assertThat(error.line()).isEqualTo(1))
                .satisfies(error -> assertThat(error.message()).contains("'a' brings a set"));
        assertThat(messages(info(registry, "c"))).singleElement().asString().contains("the same people");
    }

    @Test
    void a_published_version_that_changed_is_refused_and_the_published_one_goes_on_judging() {
        good("a").in(folder());
        start();
        String changed = TestSet.yaml("hoc-thu/a", "1").replace("total >= 10", "total >= 5");
        TestJar.plugin("a", "1.0.1").with("criteria/a.yaml", changed).in(folder());
        Registry registry = start();
        assertThat(info(registry, "a").errors())
                .singleElement()
                .satisfies(error -> assertThat(error.line()).isEqualTo(3))
                .satisfies(error -> assertThat(error.remedy()).contains("raise 'version'"));
        assertThat(info(registry, "a").sets()).containsExactly("hoc-thu/a");
        assertThat(registry.set("hoc-thu/a").orElseThrow().document()).contains("total >= 10");
        assertThat(registry.current().installed()).hasSize(1);
    }

    @Test
    void an_older_version_that_is_no_longer_shipped_stays_for_its_years() {
        good("a").in(folder());
        start();
        String newer = TestSet.yaml("hoc-thu/a", "2").replace("2023-01-01", "2025-01-01");
        TestJar.plugin("a", "2.0.0").with("criteria/a.yaml", newer).in(folder());
        Registry registry = start();
        assertThat(registry.versions("hoc-thu/a"))
                .extracting(published -> published.set().version(), PublishedSet::pluginVersion)
                .containsExactly(tuple("1", "1.0.0"), tuple("2", "2.0.0"));
        assertThat(registry.set("hoc-thu/a").orElseThrow().version()).isEqualTo("2");
        assertThat(info(registry, "a").sets()).containsExactly("hoc-thu/a");
    }

    @Test
    void the_sets_of_a_plugin_that_is_gone_judge_nobody_and_come_back_with_it() throws IOException {
        Path jar = good("a").in(folder());
        start();
        Files.delete(jar);
        assertThat(start().published()).isEmpty();
        assertThat(active()).isFalse();
        good("a").in(folder());
        assertThat(start().published()).hasSize(1);
        assertThat(active()).isTrue();
    }

    private boolean active() {
        return test.database()
                .first("select active from criteria_set where id = 'hoc-thu/a'")
                .orElseThrow()
                .getBoolean(0);
    }

    @Test
    void what_runs_is_a_copy_and_old_copies_are_swept() throws IOException {
        Path jar = good("a").in(folder());
        start();
        assertThat(copies()).singleElement().satisfies(copy -> assertThat(copy).hasSameBinaryContentAs(jar));
        good("a").with("i18n/a.properties", "x=y").in(folder());
        start();
        assertThat(copies()).singleElement().satisfies(copy -> assertThat(copy).hasSameBinaryContentAs(jar));
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.walk(temp.resolve("data").resolve("plugins"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void an_empty_folder_is_fine() throws IOException {
        Files.createDirectories(folder());
        assertThat(start().plugins()).isEmpty();
    }

    @Test
    void one_folder_named_twice_brings_its_jars_once() {
        good("a").in(folder());
        assertThat(start(new PluginFolders(List.of(), List.of(folder(), folder())))
                        .plugins())
                .hasSize(1);
    }
}
