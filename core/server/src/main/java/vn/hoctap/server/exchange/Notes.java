package vn.hoctap.server.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.hoctap.server.http.Json;

/**
 * What is worth knowing of rows that are taken all the same: each kind of remark once, with the first row that it concerns
 * and how many there are.
 */
final class Notes {
    private static final int MAX = 50;

    /** @param row the first one */
    record Note(int row, long rows, Fault fault) {}

    private static final class Counted {
        private final int row;
        private long rows = 1;

        Counted(int row) {
            this.row = row;
        }
    }

    private final Map<Fault, Counted> counts = new LinkedHashMap<>();
    private long all;

    void add(int row, Fault fault) {
        all++;
        Counted known = counts.get(fault);
        if (known != null) {
            known.rows++;
        } else if (counts.size() < MAX) {
            counts.put(fault, new Counted(row));
        }
    }

    long all() {
        return all;
    }

    ArrayNode json() {
        ArrayNode array = Json.mapper().createArrayNode();
        counts.forEach((fault, counted) ->
                array.add(fault.json().put("row", counted.row).put("rows", counted.rows)));
        return array;
    }

    static List<Note> read(JsonNode array) {
        List<Note> notes = new ArrayList<>();
        array.forEach(note ->
                notes.add(new Note(note.path("row").asInt(), note.path("rows").asLong(), Fault.read(note))));
        return notes;
    }
}
