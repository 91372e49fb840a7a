package vn.hoctap.server.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import vn.hoctap.server.http.Json;

/** A row as it is sealed: its cells, and what the API would receive. A cell that the file typed stands in an array. */
record StagedContent(String subject, ObjectNode body, List<Cell> cells) {
    private static final String SUBJECT = "subject";
    private static final String BODY = "body";
    private static final String CELLS = "cells";

    String json() {
        ObjectNode json = Json.mapper().createObjectNode().put(SUBJECT, subject);
        json.set(BODY, body);
        json.set(CELLS, array(cells));
        return json.toString();
    }

    static StagedContent read(String text) {
        JsonNode json = parse(text);
        return new StagedContent(json.path(SUBJECT).asText(), (ObjectNode) json.path(BODY), cells(json.path(CELLS)));
    }

    static ArrayNode array(List<Cell> cells) {
        ArrayNode array = Json.mapper().createArrayNode();
        for (Cell cell : cells) {
            if (cell.typed()) {
                array.addArray().add(cell.text());
            } else {
                array.add(cell.text());
            }
        }
        return array;
    }

    static List<Cell> cells(JsonNode array) {
        List<Cell> cells = new ArrayList<>();
        array.forEach(
                cell -> cells.add(cell.isArray() ? Cell.typed(cell.path(0).asText()) : Cell.written(cell.asText())));
        return cells;
    }

    static JsonNode parse(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
