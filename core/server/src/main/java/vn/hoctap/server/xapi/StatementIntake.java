package vn.hoctap.server.xapi;

import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.hoctap.server.http.Problem;

/**
 * Takes the statements of a request: all or none. Facts are recorded before the statements are stored, so that a process
 * that dies in between has acknowledged nothing; the sender repeats, and the facts, whose ids follow from what they say,
 * are duplicates.
 */
final class StatementIntake {
    private final Judge judge;
    private final FactRecording recording;
    private final Statements statements;
    private final Claims claims;
    private final Clock clock;

    StatementIntake(Judge judge, FactRecording recording, Statements statements, Claims claims, Clock clock) {
        this.judge = judge;
        this.recording = recording;
        this.statements = statements;
        this.claims = claims;
        this.clock = clock;
    }

    /**
     * Returns the ids of the statements in order.
     *
     * @throws Problem 400 for statements that are not sound, 409 for a stored id with other content
     */
    List<UUID> accept(byte[] body, String version, Sender sender) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Statement> received = StatementReader.read(body, now);
        List<Statement> fresh = unknown(received);
        if (!fresh.isEmpty()) {
            List<Judged> judged = judge.judge(fresh, sender, now);
            recording.record(judged, sender);
            if (statements.insert(judged, sender, version, now) < judged.size()) {
                unknown(fresh);
            }
            claimAnew(judged);
        }
        return received.stream().map(Statement::id).toList();
    }

    private List<Statement> unknown(List<Statement> received) {
        Map<UUID, Buffer> stored = statements.hashes(
                received.stream().filter(Statement::given).map(Statement::id).toList());
        for (Statement statement : received) {
            Buffer hash = stored.get(statement.id());
            if (hash != null && !hash.equals(statement.hash())) {
                throw Problem.conflict("There is a statement " + statement.id() + " with other content already.");
            }
        }
        return received.stream()
                .filter(statement -> !stored.containsKey(statement.id()))
                .toList();
    }

    /** Somebody may have become known after he was looked for and before his statement waited for him. */
    private void claimAnew(List<Judged> judged) {
        List<String> waiting = judged.stream()
                .filter(j -> j.fate() instanceof Fate.Waiting)
                .flatMap(j -> j.statement().actor().stream())
                .distinct()
                .toList();
        claims.claimIfKnown(waiting);
    }
}
