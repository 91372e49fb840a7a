package vn.hoctap.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody without Java makes a plugin by the commands alone. */
class PluginMakingTest {
    @TempDir
    Path folder;

    private Path made(Object... options) {
        Path plugin = folder.resolve("doc-sach");
        Object[] words = new Object[3 + options.length];
        words[0] = "plugin";
        words[1] = "new";
        words[2] = plugin;
        System.arraycopy(options, 0, words, 3, options.length);
        Cli ran = Cli.run(words);
        assertThat(ran.exit()).as(ran.err()).isZero();
        return plugin;
    }

    private static void change(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    @Test
    void a_new_plugin_works_at_once() throws IOException {
        Path plugin = made("--title", "Người đọc \"sách\": 100 %", "--org-unit", "quang-vinh");

        Cli check = Cli.run("plugin", "check", "--strict", plugin);
        assertThat(check.out()).isEqualTo(plugin + " is sound.\n");
        assertThat(check.exit()).isZero();
        Cli test = Cli.run("plugin", "test", plugin);
        assertThat(test.exit()).isZero();
        assertThat(test.out()).contains("holds  Một khóa học 24 giờ đạt danh hiệu", "4 examples, 0 fail.");
        Path jar = folder.resolve("x.jar");
        assertThat(Cli.run("plugin", "package", plugin, "--out", jar).exit()).isZero();
        try (JarFile packed = new JarFile(jar.toFile())) {
            Attributes manifest = packed.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Plugin-Id")).isEqualTo("doc-sach");
            assertThat(manifest.getValue("Plugin-Description")).isEqualTo("Người đọc \"sách\": 100 %");
            assertThat(manifest.getValue("Plugin-Org-Unit")).isEqualTo("quang-vinh");
            assertThat(packed.stream().map(entry -> entry.getName()))
                    .containsExactly("META-INF/MANIFEST.MF", "criteria/doc-sach.yaml", "examples/doc-sach.yaml");
        }
        assertThat(Cli.run("plugin", "check", jar).out()).isEqualTo(jar + " is sound.\n");
    }

    @Test
    void one_that_adapts_a_set_holds_for_its_own_people_and_begins_with_what_comes_out_today() throws IOException {
        Path base = made("--title", "Khung");
        Path jars = Files.createDirectory(folder.resolve("jars"));
        assertThat(Cli.run("plugin", "package", base, "--out", jars.resolve("base.jar"))
                        .exit())
                .isZero();

        Path local = folder.resolve("xa-ta");
        Cli ran = Cli.run(
                "plugin",
                "new",
                local,
                "--extends",
                "doc-sach/moi-nguoi",
                "--org-unit",
                "quang-vinh",
                "--plugins",
                jars);

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(local.resolve("plugin.yaml")).content().contains("dependencies: [doc-sach]", "orgUnit: quang-vinh");
        assertThat(local.resolve("criteria/xa-ta.yaml"))
                .content()
                .contains("id: doc-sach/xa-ta\n", "extends: doc-sach/moi-nguoi\n", "#   passMark: {value: 10}");
        assertThat(Cli.run("plugin", "test", local, "--plugins", jars).out()).contains("2 examples, 0 fail.");
        assertThat(Cli.run("plugin", "check", local).out()).contains("doc-sach/moi-nguoi", "There is no set");
        assertThat(Cli.run("plugin", "check", local, base).out()).isEqualTo("All 2 are sound.\n");
    }

    @Test
    void everything_that_is_wrong_is_named_with_file_line_and_remedy() throws IOException {
        Path plugin = made();
        change(plugin.resolve("plugin.yaml"), "version: 1.0.0", "versoin: 1.0.0");
        change(plugin.resolve("criteria/doc-sach.yaml"), "measure: count", "measure: cuont");
        change(plugin.resolve("criteria/doc-sach.yaml"), "total >=", "totl >=");

        Cli check = Cli.run("plugin", "check", plugin);

        assertThat(check.exit()).isEqualTo(1);
        assertThat(check.out().lines())
                .anyMatch(line -> line.startsWith(plugin.resolve("plugin.yaml") + ":3 /versoin: "))
                .anyMatch(line -> line.contains("criteria/doc-sach.yaml:21 ") && line.contains("Did you mean “count”?"))
                .anyMatch(line -> line.contains("criteria/doc-sach.yaml:37 ") && line.contains("totl"));
        assertThat(Cli.run("plugin", "package", plugin, "--out", folder.resolve("x.jar"))
                        .exit())
                .isEqualTo(1);
        assertThat(folder.resolve("x.jar")).doesNotExist();
    }

    @Test
    void a_fault_is_told_once_whether_a_file_or_the_whole_plugin_has_it() throws IOException {
        Path plugin = made();
        change(plugin.resolve("plugin.yaml"), "dependencies: []", "dependencies: [khong-co]");
        change(plugin.resolve("criteria/doc-sach.yaml"), "measure: count", "measure: cuont");
        change(plugin.resolve("examples/doc-sach.yaml"), "set: doc-sach", "set: sach");

        Cli check = Cli.run("plugin", "check", plugin);

        assertThat(check.out().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith(plugin.resolve("plugin.yaml") + ":1 ") && line.contains("khong-co"))
                .anyMatch(line -> line.contains("cuont"));
    }

    @Test
    void a_title_out_of_reach_is_a_warning_which_a_strict_check_takes_for_a_no() throws IOException {
        Path plugin = made();
        change(
                plugin.resolve("criteria/doc-sach.yaml"),
                "{atLeast: 1, give: 5}, {atLeast: 3, give: 10}",
                "{atLeast: 1, give: 1}");
        change(plugin.resolve("criteria/doc-sach.yaml"), "passMark: {value: 10}", "passMark: {value: 15}");
        Files.move(plugin.resolve("examples"), plugin.resolve("exampels"));

        Cli check = Cli.run("plugin", "check", plugin);

        assertThat(check.exit()).isZero();
        assertThat(check.out().lines())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("warning: ") && line.contains("can never be earned"))
                .anyMatch(line -> line.startsWith("warning: ") && line.contains("Did you mean “examples”?"))
                .anyMatch(line -> line.startsWith("warning: ") && line.contains("no examples"))
                .anyMatch(line -> line.endsWith("is sound, with 3 warnings."));
        assertThat(Cli.run("plugin", "check", "--strict", plugin).exit()).isEqualTo(1);
        assertThat(Cli.run("plugin", "test", plugin).exit()).isEqualTo(1);
    }

    @Test
    void a_failing_example_says_what_was_expected_and_what_came_out() throws IOException {
        Path plugin = made();
        change(
                plugin.resolve("examples/doc-sach.yaml"),
                "total: 9, denied: [total]",
                "total: 10, level: none, points: {gio-hoc: 5}");

        Cli test = Cli.run("plugin", "test", plugin);

        assertThat(test.exit()).isEqualTo(1);
        assertThat(test.out())
                .contains(
                        "  FAILS  Mười chín giờ thì thiếu một điểm\n         line 11: total should be 10, but is 9.\n",
                        "line 11: points of gio-hoc should be 5, but is 4.",
                        "4 examples, 1 fail.");
        assertThat(Cli.run("plugin", "package", plugin, "--out", folder.resolve("x.jar"))
                        .exit())
                .isEqualTo(1);
    }

    @Test
    void the_same_folder_gives_the_same_jar() throws IOException {
        Path plugin = made();
        Path one = folder.resolve("one.jar");
        Path other = folder.resolve("other.jar");
        Cli.run("plugin", "package", plugin, "--out", one);
        Files.setLastModifiedTime(plugin.resolve("plugin.yaml"), FileTime.fromMillis(1_000_000));
        Cli.run("plugin", "package", plugin, "--out", other);

        assertThat(one).hasSameBinaryContentAs(other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--title=x", "--java"})
    void every_file_tells_editors_where_its_schema_is(String option) throws IOException {
        Path plugin = made(option);
        List<Path> files;
        try (Stream<Path> all = Files.walk(plugin)) {
            files = all.filter(file -> file.toString().endsWith(".yaml")).toList();
        }

        assertThat(files).hasSize(3).allSatisfy(file -> {
            String first = Files.readAllLines(file).getFirst();
            assertThat(first).startsWith("# yaml-language-server: $schema=");
            assertThat(file.resolveSibling(first.substring(first.indexOf('=') + 1)))
                    .isRegularFile();
        });
    }

    @Test
    void java_that_is_not_compiled_is_named_and_nothing_else() {
        Path plugin = made("--java");

        assertThat(Cli.run("plugin", "check", plugin).out().lines())
                .singleElement()
                .asString()
                .contains("mvn verify");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            new                              | --title
            new {}/a --extends khong/co      | "khong/co"
            new {}/a --org-unit ../etc       | "../etc"
            new {}                           | something in
            check {}                         | plugin.yaml
            test {}/full                     | cannot be read
            package {}/none                  | There is no folder
            sign {}/none --keystore x        | {}/none
            """)
    void wrong_usage_is_exit_2_and_named(String command, String named) throws IOException {
        Files.writeString(folder.resolve("there"), "");

        Cli ran = Cli.run((Object[]) ("plugin " + command.replace("{}", folder.toString())).split(" "));

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .startsWith("hoctap: ")
                .contains(named.replace("{}", folder.toString()))
                .hasLineCount(1);
    }
}
