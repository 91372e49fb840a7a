package vn.hoctap.server.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.exchange.Staging.Staged;
import vn.hoctap.server.http.Problem;

/** Rows that are entered one after the other, each by the same code as if it had been sent alone. */
final class SingleSink implements Sink {

    /** How one row is entered. */
    interface Entry {
        /** All of it is known. */
        boolean saysNothingNew();

        /** @throws Problem when it cannot be entered after all */
        void enter();
    }

    /** Reads rows of one kind. */
    interface Entries {
        /** @throws Problem as the API would refuse it */
        Entry read(ObjectNode body, boolean trial);

        /** By which members of the body rows are about the same thing. */
        List<String> key();
    }

    private final Entries entries;

    SingleSink(Entries entries) {
        this.entries = entries;
    }

    @Override
    public Sent send(List<Staged> rows) {
        Map<Integer, Fate> fates = fates(rows, false);
        return () -> fates;
    }

    @Override
    public Tried tryOut(List<Staged> rows) {
        return new Tried(fates(rows, true), List.of());
    }

    private Map<Integer, Fate> fates(List<Staged> rows, boolean trial) {
        Repeats repeats = new Repeats(entries.key());
        Map<Integer, Fate> fates = new HashMap<>();
        for (Staged row : rows) {
            Fate repeated = repeats.of(row);
            fates.put(row.row(), repeated == null ? fate(row.body(), trial) : repeated);
        }
        return fates;
    }

    private Fate fate(ObjectNode body, boolean trial) {
        try {
            Entry entry = entries.read(body, trial);
            if (entry.saysNothingNew()) {
                return Fate.DUPLICATE;
            }
            if (!trial) {
                entry.enter();
            }
            return Fate.ACCEPTED;
        } catch (Problem refused) {
            return refused(refused);
        }
    }

    static Fate refused(Problem problem) {
        if (problem.status() == 403) {
            return Fate.refused(Fault.of("", "scope"));
        }
        return problem.errors().isEmpty()
                ? Fate.refused(Said.of("", problem.detail()))
                : new Fate.Refused(Reading.faults(problem.errors()));
    }

    /** Rows of one file about the same thing: an equal one is a duplicate, another one contradicts the first. */
    static final class Repeats {
        private record Seen(int row, ObjectNode body) {}

        private final List<String> key;
        private final Map<List<String>, Seen> seen = new HashMap<>();

        Repeats(List<String> key) {
            this.key = key;
        }

        @Nullable
        Fate of(Staged row) {
            List<String> name = new ArrayList<>();
            key.forEach(member -> name.add(row.body().path(member).asText()));
            Seen first = seen.putIfAbsent(name, new Seen(row.row(), row.body()));
            if (first == null) {
                return null;
            }
            return Objects.equals(first.body(), row.body())
                    ? Fate.DUPLICATE
                    : Fate.refused(Fault.of(key.getFirst(), "repeated", first.row()));
        }
    }
}
