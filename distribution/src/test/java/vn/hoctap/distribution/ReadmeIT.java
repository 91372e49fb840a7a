package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Somebody who has nothing but the README comes to a title by a plugin of his own, with exactly the commands in it. */
class ReadmeIT {
    private static final String HEADING = "## A plugin in ten minutes\n";
    private static final Pattern BLOCK = Pattern.compile("^```\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final String DEMO = "./hoctap demo\n";
    private static final long LIMIT_SECONDS = 180;

    private static List<String> blocks() throws IOException {
        String readme = Files.readString(Packed.FOLDER.resolve("README.md"));
        assertThat(readme).contains(HEADING);
        String section = readme.substring(readme.indexOf(HEADING) + HEADING.length());
        section = section.substring(0, section.indexOf("\n## "));
        return BLOCK.matcher(section).results().map(ReadmeIT::inside).toList();
    }

    private static String inside(MatchResult block) {
        return block.group(1);
    }

    @Test
    void from_nothing_to_the_first_title_by_a_local_plugin() throws Exception {
        Path folder = Scratch.folder("readme");
        Files.createSymbolicLink(folder.resolve("hoctap"), Packed.launcher());
        List<String> blocks = blocks();
        int start = blocks.indexOf(DEMO);
        assertThat(start).as("the block that starts the demo").isPositive();

        for (String block : blocks.subList(0, start)) {
            bash(folder, block);
        }
        String said = "";
        try (Hoctap demo = Hoctap.demo(Scratch.fresh("readme-data"), "--citizens", "12")) {
            for (String block : blocks.subList(start + 1, blocks.size())) {
                said = bash(folder, block.replace(":8080", ":" + demo.port()));
            }
        }

        assertThat(said).contains("\"title\":\"nguoi-doc-sach\"", "\"state\":\"AWARDED\"");
    }

    private static String bash(Path folder, String commands) throws IOException, InterruptedException {
        Path output = folder.resolve("said");
        Process process = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as(commands)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(output);
        assertThat(process.exitValue()).as(commands + said).isZero();
        return said;
    }
}
