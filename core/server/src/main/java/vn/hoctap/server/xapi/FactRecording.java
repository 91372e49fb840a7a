package vn.hoctap.server.xapi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.ledger.Command;
import vn.hoctap.server.ledger.Conflict;
import vn.hoctap.server.ledger.NotNow;
import vn.hoctap.server.ledger.Recorder;
import vn.hoctap.server.ledger.Submission;

/**
 * Hands facts to the recorder and waits for the commit. An event that is known is not recorded again, even where its
 * course has another name now or the mapping says more of it: the ledger would take that for a contradiction.
 */
final class FactRecording {
    private static final int ATTEMPTS = 3;

    private record Key(long subject, String fact) {}

    private final Database database;
    private final Recorder recorder;

    FactRecording(Database database, Recorder recorder) {
        this.database = database;
        this.recorder = recorder;
    }

    /** The same event twice in one request is one fact. */
    void record(List<Judged> judged, Sender sender) {
        Map<Key, Command> commands = new LinkedHashMap<>();
        for (Judged one : judged) {
            if (one.fate() instanceof Fate.Fact fact) {
                commands.putIfAbsent(new Key(fact.subject(), fact.factId()), fact.command());
            }
        }
        record(commands, sender.caller().name(), 1);
    }

    private void record(Map<Key, Command> commands, String by, int attempt) {
        commands.keySet().removeAll(known(commands.keySet()));
        if (commands.isEmpty()) {
            return;
        }
        try {
            Await.on(recorder.record(new Submission(new ArrayList<>(commands.values()), by)));
        } catch (NotNow busy) {
            throw new Problem(503, "Busy", String.valueOf(busy.getMessage()), List.of());
        } catch (Conflict somebodyWasFaster) {
            if (attempt == ATTEMPTS) {
                throw somebodyWasFaster;
            }
            record(commands, by, attempt + 1);
        }
    }

    private Set<Key> known(Collection<Key> keys) {
        if (keys.isEmpty()) {
            return Set.of();
        }
        return database
                .rows(
                        """
                        select f.subject, f.id from unnest($1::int8[], $2::text[]) u(subject, id)
                        join fact f on f.subject = u.subject and f.id = u.id""",
                        keys.stream().map(Key::subject).toArray(Long[]::new),
                        keys.stream().map(Key::fact).toArray(String[]::new))
                .stream()
                .map(row -> new Key(row.getLong("subject"), row.getString("id")))
                .collect(Collectors.toSet());
    }
}
