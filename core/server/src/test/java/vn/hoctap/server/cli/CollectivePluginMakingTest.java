package vn.hoctap.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoctap.server.plugin.ShippedSets;
import vn.hoctap.server.plugin.TestJar;

/** A place adapts what the product ships for families, clans, communities and units. */
class CollectivePluginMakingTest {
    @TempDir
    static Path jars;

    @TempDir
    Path folder;

    @BeforeAll
    static void shipped() throws IOException {
        for (TestJar jar : ShippedSets.of("gia-dinh", "dong-ho", "cong-dong-thon", "cong-dong-xa", "don-vi")) {
            jar.in(jars);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gia-dinh-hoc-tap/gia-dinh, nguoi,    true",
        "gia-dinh-hoc-tap/gia-dinh, nguoi,    false",
        "dong-ho-hoc-tap/dong-ho,   family,   true",
        "cong-dong-hoc-tap/thon,    clan,     true",
        "cong-dong-hoc-tap/thon,    clan,     false",
        "cong-dong-hoc-tap/xa,      village,  true",
        "cong-dong-hoc-tap/tinh,    commune,  false",
        "don-vi-hoc-tap/cap-xa,     nguoi,    true",
        "don-vi-hoc-tap/cap-xa,     nguoi,    false",
    })
    void it_begins_with_members_who_earn_the_title_today(String base, String member, boolean forOnePlace)
            throws IOException {
        Path local = folder.resolve("xa-ta");
        List<Object> words = new ArrayList<>(
                List.of("plugin", "new", local, "--title", "Của ta", "--extends", base, "--plugins", jars));
        if (forOnePlace) {
            words.addAll(List.of("--org-unit", "quang-vinh"));
        }

        Cli ran = Cli.run(words.toArray());

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(Files.readString(local.resolve("examples/xa-ta.yaml")))
                .contains("  - {id: " + member + ", times: 10")
                .contains("expect: {title: true")
                .contains("expect: {title: false");
        assertThat(Cli.run("plugin", "check", "--strict", local, "--plugins", jars)
                        .out())
                .isEqualTo(local + " is sound.\n");
        assertThat(Cli.run("plugin", "test", local, "--plugins", jars).out()).contains("2 examples, 0 fail.");
    }
}
