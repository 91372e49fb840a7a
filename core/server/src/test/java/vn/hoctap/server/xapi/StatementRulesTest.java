package vn.hoctap.server.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Problem.PointerError;

class StatementRulesTest {
    private static final String AGENT = "{\"mbox\":\"mailto:a@example.org\"}";

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ObjectNode sound() {
        return (ObjectNode) json("""
                {"actor": %s, "verb": {"id": "http://example.org/verb", "display": {"vi-VN": "làm"}},
                 "object": {"id": "http://example.org/activity"}}""".formatted(AGENT));
    }

    /** The pointers of all faults of a sound statement in which one property was set. */
    private static List<String> faults(String property, String value) {
        ObjectNode statement = sound();
        statement.set(property, json(value));
        List<PointerError> faults = new ArrayList<>();
        StatementRules.check(statement, "", faults);
        return faults.stream().map(PointerError::pointer).distinct().toList();
    }

    @Test
    void the_least_statement_is_sound() {
        assertThat(faults("timestamp", "\"2026-05-01T08:00:00.123+07:00\"")).isEmpty();
    }

    @Test
    void actor_verb_and_object_are_demanded() {
        List<PointerError> faults = new ArrayList<>();
        StatementRules.check(json("{}"), "/3", faults);
        assertThat(faults).extracting(PointerError::pointer).containsExactly("/3", "/3", "/3");
        assertThat(faults)
                .extracting(PointerError::detail)
                .containsExactly("'actor' is missing.", "'verb' is missing.", "'object' is missing.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"mbox\":\"mailto:a@example.org\",\"objectType\":\"Agent\",\"name\":\"A\"}",
                "{\"mbox_sha1sum\":\"ebd31e95054c018b10727ccffd2ef2ec3a016ee9\"}",
                "{\"openid\":\"http://a.example.org/\"}",
                "{\"account\":{\"homePage\":\"http://example.org\",\"name\":\"4711\"}}",
                "{\"objectType\":\"Group\",\"member\":[{\"mbox\":\"mailto:a@example.org\"}]}",
                "{\"objectType\":\"Group\",\"mbox\":\"mailto:g@example.org\"}"
            })
    void somebody_has_one_identifier(String actor) {
        assertThat(faults("actor", actor)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"A\"}",
                "{\"mbox\":\"mailto:a@example.org\",\"openid\":\"http://a.example.org/\"}",
                "{\"objectType\":\"Group\"}",
                "{\"objectType\":\"Robot\",\"mbox\":\"mailto:a@example.org\"}",
                "\"a@example.org\""
            })
    void nobody_and_two_at_once_are_no_actor(String actor) {
        assertThat(faults("actor", actor)).containsExactly("/actor");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "actor     | {\"mbox\":\"a@example.org\"} | /actor/mbox",
                "actor     | {\"account\":{\"homePage\":\"x\",\"name\":\"1\"}} | /actor/account/homePage",
                "actor     | {\"objectType\":\"Group\",\"member\":[{}]} | /actor/member/0",
                "verb      | {\"id\":\"did\"} | /verb/id",
                "verb      | {\"id\":\"http://e.org/v\",\"display\":{\"en us\":\"x\"}} | /verb/display/en us",
                "object    | {\"id\":\"http://e.org/a\",\"definition\":{\"type\":\"course\"}} | /object/definition/type",
                "object    | {\"objectType\":\"StatementRef\",\"id\":\"1\"} | /object/id",
                "object    | {\"objectType\":\"Thing\",\"id\":\"http://e.org\"} | /object",
                "id        | \"123\" | /id",
                "timestamp | \"2026-05-01\" | /timestamp",
                "timestamp | \"2026-13-01T08:00:00Z\" | /timestamp",
                "timestamp | \"2026-05-01T08:00:00-00:00\" | /timestamp",
                "timestamp | \"2026-05-01T08:00:00\" | /timestamp",
                "version   | \"0.9\" | /version",
                "result    | {\"success\":\"yes\"} | /result/success",
                "result    | {\"score\":{\"scaled\":1.01}} | /result/score/scaled",
                "result    | {\"score\":{\"raw\":11,\"min\":0,\"max\":10}} | /result/score",
                "result    | {\"score\":{\"min\":10,\"max\":10}} | /result/score",
                "result    | {\"score\":{\"raw\":1e999999999}} | /result/score/raw",
                "result    | {\"duration\":\"two hours\"} | /result/duration",
                "result    | {\"extensions\":{\"short\":1}} | /result/extensions/short",
                "result    | {\"response\":null} | /result/response",
                "context   | {\"registration\":\"7\"} | /context/registration",
                "context   | {\"contextActivities\":{\"uncle\":[]}} | /context/contextActivities/uncle",
                "context   | {\"contextActivities\":{\"parent\":[{\"id\":\"x\"}]}} | /context/contextActivities/parent/0/id",
                "mood      | \"good\" | /mood"
            })
    void every_fault_has_its_place(String property, String value, String pointer) {
        assertThat(faults(property, value)).contains(pointer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2026-05-01T08:00:00Z\"",
                "\"2026-05-01T08:00:00+0700\"",
                "\"2026-05-01t08:00:00.123456789z\"",
                "\"2026-05-01 08:00:00,5-03:30\""
            })
    void times_are_read_as_they_are_written_in_the_wild(String time) {
        assertThat(faults("timestamp", time)).isEmpty();
        assertThat(StatementRules.parse(json(time).textValue()).getYear()).isEqualTo(2026);
    }

    @Test
    void a_zero_byte_is_named_wherever_it_hides() {
        assertThat(faults("context", "{\"extensions\":{\"http://e.org/x\":{\"a\":\"\\u0000\"}}}"))
                .containsExactly("/context/extensions/http:~1~1e.org~1x/a");
    }

    @Test
    void half_a_character_is_named_too() {
        assertThat(faults("result", "{\"response\":\"\\ud800\"}")).containsExactly("/result/response");
    }

    @Test
    void a_sub_statement_is_checked_and_holds_no_other() {
        String inner = sound().put("objectType", "SubStatement").toString();
        assertThat(faults("object", inner)).isEmpty();
        ObjectNode outer = sound().put("objectType", "SubStatement");
        outer.set("object", json(inner));
        assertThat(faults("object", outer.toString())).containsExactly("/object/object");
    }

    @Test
    void extensions_may_hold_null_and_attachments_are_linked() {
        assertThat(faults("context", "{\"extensions\":{\"http://e.org/x\":null}}"))
                .isEmpty();
        String attachment = """
                [{"usageType": "http://e.org/u", "display": {"en": "x"}, "contentType": "text/plain", "length": 1,
                  "sha2": "00"%s}]""";
        assertThat(faults("attachments", attachment.formatted(", \"fileUrl\": \"http://e.org/f\"")))
                .isEmpty();
        assertThat(faults("attachments", attachment.formatted(""))).containsExactly("/attachments/0");
    }
}
