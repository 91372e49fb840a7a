package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the server answered; it has been checked against the server's own description. */
record Answer(int status, HttpHeaders headers, JsonNode body) {

    /** This answer, which must have the status. */
    Answer is(int expected) {
        assertThat(status).as("status of %s", body).isEqualTo(expected);
        return this;
    }

    JsonNode at(String pointer) {
        return body.at(pointer);
    }

    List<JsonNode> items() {
        return list(body.at("/items"));
    }

    /** What a problem points at. */
    List<String> pointers() {
        return list(body.at("/errors")).stream()
                .map(error -> error.path("pointer").asText())
                .toList();
    }

    static List<JsonNode> list(JsonNode array) {
        assertThat(array.isArray()).as("an array: %s", array).isTrue();
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
