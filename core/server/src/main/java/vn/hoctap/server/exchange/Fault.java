package vn.hoctap.server.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Words;

/**
 * Something to tell about a file, a row or a cell, in whichever language it is read.
 *
 * @param column by its name; empty: the row as a whole
 * @param code of the text {@code import.fault.<code>}
 * @param arguments of the text
 */
record Fault(String column, String code, List<String> arguments) {
    private static final String TEXTS = "import.fault.";
    /** What the API says where no text of ours says it. */
    private static final String SAID = "said";

    Fault {
        arguments = List.copyOf(arguments);
    }

    static Fault of(String column, String code, Object... arguments) {
        return new Fault(
                column,
                code,
                java.util.Arrays.stream(arguments).map(String::valueOf).toList());
    }

    static Fault said(String column, String sentence) {
        return of(column, SAID, sentence);
    }

    String message(Words words) {
        return words.get(TEXTS + code, arguments.toArray());
    }

    ObjectNode json() {
        ObjectNode json = Json.mapper().createObjectNode().put("column", column).put("code", code);
        arguments.forEach(json.putArray("arguments")::add);
        return json;
    }

    static Fault read(JsonNode json) {
        List<String> arguments = new ArrayList<>();
        json.path("arguments").forEach(argument -> arguments.add(argument.asText()));
        return new Fault(json.path("column").asText(), json.path("code").asText(), arguments);
    }
}
