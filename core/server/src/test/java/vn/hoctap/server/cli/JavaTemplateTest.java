package vn.hoctap.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code plugin new --java} makes compiles, is loaded as a server would, and does what its examples say. */
class JavaTemplateTest {
    @TempDir
    Path folder;

    private Path plugin;

    @BeforeEach
    void the_template_compiled() throws IOException {
        plugin = folder.resolve("tay-nghe");
        assertThat(Cli.run("plugin", "new", plugin, "--java").exit()).isZero();
        compile("src/main/java", "target/classes");
    }

    /** With all warnings, as the template's own build would; PF4J's processor writes the index of extensions. */
    private void compile(String sources, String target) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path classes = Files.createDirectories(plugin.resolve(target));
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> found = Files.walk(plugin.resolve(sources))) {
            List<Path> java =
                    found.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options = new ArrayList<>(List.of(
                    "-d",
                    classes.toString(),
                    "-cp",
                    plugin.resolve("target/classes") + File.pathSeparator + System.getProperty("java.class.path"),
                    "-processor",
                    "org.pf4j.processor.ExtensionAnnotationProcessor",
                    "--release",
                    "21"));
            boolean compiled = compiler.getTask(
                            said, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
    }

    /** The build has the test kit on its class path; a development environment may not. */
    @Test
    void its_tests_compile_against_the_test_kit() throws IOException {
        assumeThat(JavaTemplateTest.class.getResource("/vn/hoctap/testkit/MeasureConformance.class"))
                .isNotNull();
        compile("src/test/java", "target/test-classes");

        assertThat(plugin.resolve("target/test-classes/plugins/taynghe"))
                .isDirectoryContaining(file -> file.getFileName().toString().equals("WeekendHoursTest.class"));
    }

    @Test
    void its_measure_is_found_and_its_examples_hold() {
        Cli check = Cli.run("plugin", "check", "--strict", plugin);
        assertThat(check.exit()).as(check.out()).isZero();

        Cli test = Cli.run("plugin", "test", plugin);
        assertThat(test.exit()).as(test.out()).isZero();
        assertThat(test.out()).contains("4 examples, 0 fail.");
    }

    @Test
    void its_jar_brings_code_and_so_is_taken_from_nobody_who_is_not_trusted() {
        Path jar = folder.resolve("tay-nghe.jar");

        assertThat(Cli.run("plugin", "package", plugin, "--out", jar).err()).contains("hoctap plugin sign");
        Cli check = Cli.run("plugin", "check", jar);
        assertThat(check.exit()).isEqualTo(1);
        assertThat(check.out()).contains("signed");
    }

    @Test
    void classes_older_than_their_sources_are_not_packed() throws IOException {
        Path source = plugin.resolve("src/main/java/plugins/taynghe/WeekendHours.java");
        Files.setLastModifiedTime(
                source, FileTime.fromMillis(Files.getLastModifiedTime(source).toMillis() + 3_600_000));

        Cli packed = Cli.run("plugin", "package", plugin, "--out", folder.resolve("x.jar"));

        assertThat(packed.exit()).isEqualTo(1);
        assertThat(packed.out()).contains("mvn verify").hasLineCount(1);
    }
}
