package vn.hoctap.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoctap.server.http.Words;

class ParameterFormTest {
    private static List<Path> shipped() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../../plugins"))) {
            return files.filter(file -> file.toString().contains("src/main/resources/criteria")
                            && file.toString().endsWith(".yaml"))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vi", "en"})
    void every_parameter_of_the_shipped_sets_has_a_name(String language) throws IOException {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        List<String> names = new ArrayList<>();
        for (Path file : shipped()) {
            yaml.readTree(file.toFile()).path("parameters").fieldNames().forEachRemaining(names::add);
        }
        Words words = Words.of(language);
        assertThat(names).isNotEmpty();
        assertThat(new TreeSet<>(names))
                .as(
                        "named in messages_%s.properties: parameter.<name>, or parameter.base.<name> of <name>For8",
                        language)
                .allMatch(name -> words.has("parameter." + name)
                        || (name.matches(".*For\\d+")
                                && words.has("parameter.base." + name.replaceFirst("For\\d+$", ""))));
    }
}
