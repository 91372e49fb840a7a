package vn.hoctap.server.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.exchange.Staging.Place;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.ledger.Trial.Change;

/** How far an import is: what is kept as the job's checkpoint. Used by one thread. */
final class ImportState {
    private static final int MAX_CHANGES = 50;

    /** As it is stored. */
    record Stored(
            String begun,
            boolean read,
            long rows,
            long done,
            String place,
            int row,
            long accepted,
            long duplicates,
            long refused,
            long warnings,
            JsonNode notes,
            Map<String, Long> gained,
            Map<String, Long> lost,
            List<Change> changes) {}

    private final Instant begun;
    private boolean read;
    private long rows;
    private long done;
    private Place place = Place.BEGINNING;
    private long accepted;
    private long duplicates;
    private long refused;
    private long warnings;
    private JsonNode notes = JsonNodeFactory.instance.arrayNode();
    private final Map<String, Long> gained = new TreeMap<>();
    private final Map<String, Long> lost = new TreeMap<>();
    private final List<Change> changes = new ArrayList<>();

    /** @param begun everything that the job records is recorded from then on */
    ImportState(Instant begun) {
        this.begun = begun;
    }

    static ImportState of(@Nullable JsonNode checkpoint, Instant now) {
        if (checkpoint == null) {
            return new ImportState(now);
        }
        try {
            Stored stored = Json.mapper().treeToValue(checkpoint, Stored.class);
            ImportState state = new ImportState(Instant.parse(stored.begun()));
            state.read = stored.read();
            state.rows = stored.rows();
            state.done = stored.done();
            state.place = new Place(stored.place(), stored.row());
            state.accepted = stored.accepted();
            state.duplicates = stored.duplicates();
            state.refused = stored.refused();
            state.warnings = stored.warnings();
            state.notes = stored.notes();
            state.gained.putAll(stored.gained());
            state.lost.putAll(stored.lost());
            state.changes.addAll(stored.changes());
            return state;
        } catch (JsonProcessingException ofAnotherVersion) {
            return new ImportState(now);
        }
    }

    Stored stored() {
        return new Stored(
                begun.toString(),
                read,
                rows,
                done,
                place.place(),
                place.row(),
                accepted,
                duplicates,
                refused,
                warnings,
                notes,
                gained,
                lost,
                changes);
    }

    /** The whole file is read; what is refused already is done with. */
    void read(long all, long faulty, Notes remarks) {
        read = true;
        rows = all;
        refused = faulty;
        done = faulty;
        warnings = remarks.all();
        notes = remarks.kept();
    }

    /** These rows are done with. */
    void passed(Place last, Map<Integer, Fate> fates) {
        place = last;
        done += fates.size();
        for (Fate fate : fates.values()) {
            switch (fate) {
                case Fate.Accepted yes -> accepted++;
                case Fate.Duplicate known -> duplicates++;
                case Fate.Refused no -> refused++;
            }
        }
    }

    void changed(List<Change> titles) {
        for (Change change : titles) {
            (change.gained() ? gained : lost).merge(change.set(), 1L, Long::sum);
            if (changes.size() < MAX_CHANGES) {
                changes.add(change);
            }
        }
    }

    Instant begun() {
        return begun;
    }

    boolean isRead() {
        return read;
    }

    long rows() {
        return rows;
    }

    long done() {
        return done;
    }

    Place place() {
        return place;
    }
}
