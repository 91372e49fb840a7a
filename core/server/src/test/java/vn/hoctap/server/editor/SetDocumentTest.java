package vn.hoctap.server.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

class SetDocumentTest {
    private static final String FILE = """
            # Quyết định của xã
            id: thu/dia-phuong
            version: "2026.1" # nâng khi đổi
            title: {vi: Thử}
            criteria:
              # nhóm đầu
              - id: hoc
                indicators:
                  - id: doc
                    max: 10
                    from:
                      - {measure: count, where: 'activity.type == "reading"', points: [{atLeast: 2, give: 10}]}
            """;

    private static SetDocument document() {
        return SetDocument.read(FILE).orElseThrow();
    }

    @Test
    void what_nobody_touches_stays_as_it_was_written() {
        SetDocument document = document();
        document.putPlain("/criteria/0/indicators/0/max", "8");

        assertThat(document.write())
                .contains(
                        "# Quyết định của xã",
                        "# nâng khi đổi",
                        "# nhóm đầu",
                        "version: \"2026.1\"",
                        "title: {vi: Thử}")
                .contains("where: 'activity.type == \"reading\"'")
                .contains("max: 8");
    }

    @Test
    void what_is_missing_comes_to_be_and_what_is_empty_goes() {
        SetDocument document = document();
        document.putPlain("/parameters/passMark/value", "70");
        document.remove("/criteria/0/indicators/0/from/0");
        document.put("/source", "Số: 12/QĐ-UBND");

        String written = document.write();
        assertThat(written).doesNotContain("from:");
        SetDocument again = SetDocument.read(written).orElseThrow();
        assertThat(again.text("/parameters/passMark/value")).isEqualTo("70");
        assertThat(again.text("/source")).isEqualTo("Số: 12/QĐ-UBND");
        assertThat(again.has("/criteria/0/indicators/0/from")).isFalse();
    }

    @Test
    void a_text_that_looks_like_something_else_stays_a_text() {
        SetDocument document = document();
        for (String text : List.of("true", "2026", "~", "a: b", "# c", "'", "\"", "- x", "", "{{7*7}}", "<script>")) {
            document.put("/source", text);
            assertThat(SetDocument.read(document.write()).orElseThrow().text("/source"))
                    .isEqualTo(text);
        }
    }

    @Test
    void what_is_no_group_of_keys_is_no_document() {
        assertThat(SetDocument.read("")).isEmpty();
        assertThat(SetDocument.read("- a")).isEmpty();
        assertThat(SetDocument.read("a: [")).isEmpty();
        assertThat(SetDocument.read("a: ".repeat(60_000))).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> every_shipped_set_says_the_same_after_it_was_written() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../../plugins"))) {
            return files
                    .filter(file -> file.toString().contains("src/main/resources/criteria"))
                    .filter(Files::isRegularFile)
                    .toList()
                    .stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                        String yaml = Files.readString(file);
                        SetDocument document = SetDocument.read(yaml).orElseThrow();
                        Object written = new Yaml().load(document.write());
                        assertThat(written).isEqualTo(new Yaml().load(yaml));
                    }));
        }
    }
}
