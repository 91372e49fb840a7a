package vn.hoctap.server.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.server.http.Json;

class MappingTest {
    private static final String RULES = """
            id: sample
            rules:
              - id: deep
                when: {verb: "http://e.org/did", success: true, scoreAtLeast: 0.5, extension: "http://e.org/deep"}
                fact: {type: exam, title: /object/definition/name, score: {}, passed: /result/success}
              - id: never
                when: {verb: "http://e.org/did", type: "http://e.org/never"}
                ignore: it never counts
              - id: any
                when: {verb: ["http://e.org/did", "http://e.org/done"]}
                fact: {type: reading, course: [/result/response, /object/id], title: /object/definition/name}
            """;

    private static final Mappings MAPPINGS =
            new Mappings(List.of(MappingReader.read(new CriteriaSource("mappings/sample.yaml", RULES))));

    private static Learning meaning(String verb, String type, String result, String name) {
        String text = """
                {"actor": {"mbox": "mailto:a@e.org"}, "verb": {"id": "http://e.org/%s"}, "result": %s,
                 "context": {"extensions": {"http://e.org/deep": null}},
                 "object": {"id": "http://e.org/a", "definition": {"type": "http://e.org/%s", "name": %s}}}""".formatted(verb, result, type, name);
        return MAPPINGS.meaning(StatementReader.read(text.getBytes(StandardCharsets.UTF_8), Instant.EPOCH)
                .getFirst());
    }

    @Test
    void the_first_rule_whose_conditions_all_hold_decides() {
        assertThat(meaning("did", "x", "{\"success\": true, \"score\": {\"scaled\": 0.5}}", "{\"vi\": \"Một\"}"))
                .isEqualTo(new Learning.Activity(
                        "exam",
                        Optional.empty(),
                        Optional.of("Một"),
                        Optional.of(Rational.of("0.5")),
                        Optional.of(true)));
        assertThat(meaning("did", "x", "{\"success\": true, \"score\": {\"scaled\": 0.4}}", "{}"))
                .isInstanceOfSatisfying(
                        Learning.Activity.class, a -> assertThat(a.type()).isEqualTo("reading"));
        assertThat(meaning("did", "never", "{}", "{}")).isEqualTo(new Learning.Nothing("it never counts"));
        assertThat(meaning("seen", "x", "{}", "{}"))
                .isEqualTo(new Learning.Nothing("no mapping for verb http://e.org/seen on http://e.org/x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"en\":\"One\",\"vi\":\"Một\"} | Một",
                "{\"en\":\"One\",\"vi-VN\":\"Một\"} | Một",
                "{\"fr\":\"Un\",\"en-GB\":\"One\"} | One",
                "{\"fr\":\"Un\",\"de\":\"Eins\"} | Un"
            })
    void vietnamese_goes_before_english_before_any_language(String name, String title) {
        assertThat(meaning("done", "x", "{}", name))
                .isInstanceOfSatisfying(
                        Learning.Activity.class, a -> assertThat(a.title()).contains(title));
    }

    @Test
    void of_several_paths_the_first_that_leads_to_something_counts() {
        assertThat(meaning("done", "x", "{\"response\": \" C-1 \"}", "{}"))
                .isInstanceOfSatisfying(
                        Learning.Activity.class, a -> assertThat(a.course()).contains("C-1"));
        assertThat(meaning("done", "x", "{\"response\": \" \"}", "{}"))
                .isInstanceOfSatisfying(
                        Learning.Activity.class, a -> assertThat(a.course()).contains("http://e.org/a"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"raw\":66.66667,\"min\":0,\"max\":100,\"scaled\":0.3333333999999999} | -1 | 0.6666667",
                "{\"raw\":6,\"min\":2,\"max\":8} | 0 | 2/3",
                "{\"scaled\":0.5} | -1 | 0.75",
                "{\"scaled\":-0.5} | -1 | 0.25",
                "{\"scaled\":-0.5} | 0 | 0",
                "{\"raw\":5} | 0 | ''"
            })
    void a_score_is_a_share_of_the_best_possible_one(String score, int lowest, String share)
            throws JsonProcessingException {
        JsonNode node = Json.mapper().readTree(score);
        assertThat(Score.share(node, lowest).map(Rational::toString).orElse("''"))
                .isEqualTo(share);
    }

    @Test
    void every_fault_of_a_mapping_has_its_line() {
        String broken = RULES.replace("id: never", "id: deep")
                .replace("ignore:", "ignored:")
                .replace("type: reading", "type: Reading Room")
                .replace("/object/id]", "object/id]");
        List<CriteriaError> faults =
                new MappingReader().faults(List.of(new CriteriaSource("mappings/sample.yaml", broken)));
        assertThat(faults).extracting(CriteriaError::line).containsOnly(6, 8, 11);
        assertThat(faults)
                .extracting(CriteriaError::path)
                .containsExactlyInAnyOrder(
                        "/rules/1", "/rules/1/ignored", "/rules/1/id", "/rules/2/fact/type", "/rules/2/fact/course");
        assertThat(new MappingReader().faults(List.of(new CriteriaSource("mappings/sample.yaml", RULES))))
                .isEmpty();
    }

    @Test
    void what_is_no_yaml_is_named_with_its_line() {
        assertThat(new MappingReader().faults(List.of(new CriteriaSource("mappings/x.yaml", "id: x\nrules: [\n"))))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).startsWith("The file is no valid YAML"))
                .satisfies(fault -> assertThat(fault.line()).isGreaterThan(1));
        assertThat(new MappingReader().faults(List.of(new CriteriaSource("mappings/x.yaml", "id: x\nid: y\n"))))
                .anySatisfy(fault -> assertThat(fault.line()).isEqualTo(2));
        assertThat(new MappingReader().faults(List.of(new CriteriaSource("mappings/x.yaml", ""))))
                .isNotEmpty();
    }
}
