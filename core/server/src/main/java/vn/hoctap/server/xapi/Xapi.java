package vn.hoctap.server.xapi;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.http.RateLimit;
import vn.hoctap.server.ledger.Recorder;
import vn.hoctap.server.plugin.Registry;
import vn.hoctap.server.subject.Subjects;

/** The learning record store, put together. */
public final class Xapi {

    /**
     * What it stands on.
     *
     * @param guesses for those who send a wrong key or secret
     */
    public record Parts(
            Database database,
            Subjects subjects,
            Courses courses,
            Registry registry,
            Recorder recorder,
            Providers providers,
            RateLimit guesses,
            Clock clock) {}

    private final Statements statements;
    private final Claims claims;
    private final Map<String, Handler<RoutingContext>> operations = new HashMap<>();

    public Xapi(Parts parts) {
        statements = new Statements(parts.database(), parts.subjects().secrets());
        Judge judge = new Judge(
                parts.database(),
                parts.subjects(),
                parts.courses(),
                parts.registry().derived(Mappings::of));
        FactRecording recording = new FactRecording(parts.database(), parts.recorder());
        this.claims = new Claims(parts, statements, judge, recording);
        StatementIntake intake = new StatementIntake(judge, recording, statements, claims, parts.clock());
        operations.putAll(
                new StatementApi(intake, statements, new SenderCheck(parts.providers(), parts.guesses())).operations());
        operations.putAll(new ProviderApi(parts.providers(), parts.subjects()).operations());
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.copyOf(operations);
    }

    /** Seals statements from before anything was sealed, so many at most; returns how many there were. */
    public int sealPlain(int limit) {
        return statements.sealPlain(limit);
    }

    /** The statements of a subject as they were received, the oldest first. */
    public List<Buffer> statementsOf(long subject) {
        return statements.of(subject);
    }

    /** To be told when subjects gain identities. */
    public Claims claims() {
        return claims;
    }
}
