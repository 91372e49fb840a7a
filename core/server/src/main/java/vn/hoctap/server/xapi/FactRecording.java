package vn.hoctap.server.xapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.ledger.Command;
import vn.hoctap.server.ledger.Recorder;
import vn.hoctap.server.ledger.Submission;

/** Hands facts to the recorder and waits for the commit. */
final class FactRecording {
    private final Recorder recorder;

    FactRecording(Recorder recorder) {
        this.recorder = recorder;
    }

    /** The same event twice in one request is one fact. */
    void record(List<Judged> judged, Sender sender) {
        Map<String, Command> commands = new LinkedHashMap<>();
        for (Judged one : judged) {
            if (one.fate() instanceof Fate.Fact fact) {
                commands.putIfAbsent(fact.subject() + " " + fact.factId(), fact.command());
            }
        }
        if (!commands.isEmpty()) {
            Await.on(recorder.record(
                    new Submission(List.copyOf(commands.values()), sender.caller().name())));
        }
    }
}
