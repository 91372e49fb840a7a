package vn.hoctap.server.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private static final String REFUSED = "refused";
    private static final String LEFT_OUT = "…";

    /** Which argument of a text quotes the file. */
    private static final Map<String, Integer> QUOTED = Map.ofEntries(
            Map.entry("twice", 1),
            Map.entry("column", 0),
            Map.entry("number", 0),
            Map.entry("ambiguous", 0),
            Map.entry("truth", 0),
            Map.entry("day", 0),
            Map.entry("skill", 0),
            Map.entry("unknown", 0),
            Map.entry("unknown.near", 0),
            Map.entry("new", 0),
            Map.entry("new.near", 0),
            Map.entry("taken", 0),
            Map.entry("conflict", 0),
            Map.entry("nobody", 0),
            Map.entry("unit", 0),
            Map.entry("behind", 0),
            Map.entry("below", 0));

    Fault {
        arguments = List.copyOf(arguments);
    }

    /** The same without a word of the file, which may say who somebody is: as it may stay when the file is gone. */
    Fault kept() {
        if (code.equals(SAID)) {
            return of(column, REFUSED);
        }
        Integer quoted = QUOTED.get(code);
        if (quoted == null || quoted >= arguments.size()) {
            return this;
        }
        List<String> left = new ArrayList<>(arguments);
        left.set(quoted, LEFT_OUT);
        return new Fault(column, code, left);
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
