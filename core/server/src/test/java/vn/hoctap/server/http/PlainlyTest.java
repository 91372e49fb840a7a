package vn.hoctap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainlyTest {
    private static final Shape ACTIVITY = new Description().component("NewActivity");

    private static JsonNode json(String text) throws JsonProcessingException {
        return StrictJson.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'subject': 'a', 'type': 'course', 'title': 'Ă', 'endedAt': '2026-02-28T17:00:00+07:00'}",
                "{'id': 'x', 'subject': 'a', 'type': 'course', 'course': null, 'endedAt': '2024-02-29T17:00:00.5Z',"
                        + " 'hours': 12.5, 'result': {'scaled': -1, 'passed': true}, 'more': [1]}",
                "{'subject': 'a', 'type': 'x', 'endedAt': '2026-12-31T00:00:00Z', 'source': {'ref': 'r'},"
                        + " 'skills': [{'framework': 'tt02-2025', 'component': '4.2', 'level': 3}]}"
            })
    void an_activity_as_most_are_needs_no_further_look(String text) throws JsonProcessingException {
        assertThat(ACTIVITY.plainly().test(json(text))).isTrue();
        assertThat(ACTIVITY.one().validate(json(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{'subject': 'a', 'type': 'course', 'endedAt': 5}",
                "{'subject': 'a', 'type': 'course', 'endedAt': '2026-02-29T17:00:00Z'}",
                "{'subject': 'a', 'type': 'course', 'endedAt': 'yesterday'}",
                "{'subject': '', 'type': 'course', 'endedAt': '2026-02-28T17:00:00Z'}",
                "{'subject': 'a\\n', 'type': 'course', 'endedAt': '2026-02-28T17:00:00Z'}",
                "{'subject': 'a', 'type': 'a b', 'endedAt': '2026-02-28T17:00:00Z'}",
                "{'subject': 'a', 'type': 'course', 'endedAt': '2026-02-28T17:00:00Z', 'hours': -0.1}",
                "{'subject': 'a', 'type': 'course', 'endedAt': '2026-02-28T17:00:00Z', 'hours': '3'}",
                "{'subject': 'a', 'type': 'course', 'endedAt': '2026-02-28T17:00:00Z', 'result': {'scaled': 1.01}}",
                "{'subject': 'a', 'type': 'course', 'endedAt': '2026-02-28T17:00:00Z', 'skills': [{'level': 3}]}",
                "{'subject': 'a', 'type': 'course', 'endedAt': '2026-02-28T17:00:00Z', 'skills': {}}"
            })
    void whatever_the_validator_refuses_is_not_plain(String text) throws JsonProcessingException {
        assertThat(ACTIVITY.plainly().test(json(text))).isFalse();
    }
}
