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
        private long rows;

        Counted(int row, long rows) {
            this.row = row;
            this.rows = rows;
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
            counts.put(fault, new Counted(row, 1));
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

    /** As it may stay when the file is gone. */
    ArrayNode kept() {
        Notes kept = new Notes();
        counts.forEach((fault, counted) -> {
            Counted known = kept.counts.putIfAbsent(fault.kept(), new Counted(counted.row, counted.rows));
            if (known != null) {
                known.rows += counted.rows;
            }
        });
        return kept.json();
    }

    static List<Note> read(JsonNode array) {
        List<Note> notes = new ArrayList<>();
        array.forEach(note ->
                notes.add(new Note(note.path("row").asInt(), note.path("rows").asLong(), Fault.read(note))));
        return notes;
    }
}
