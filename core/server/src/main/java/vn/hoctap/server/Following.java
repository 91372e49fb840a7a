package vn.hoctap.server;

import java.util.Collection;
import java.util.List;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.ledger.Command;
import vn.hoctap.server.ledger.Command.Rejudge;
import vn.hoctap.server.ledger.Recorder;
import vn.hoctap.server.ledger.Submission;
import vn.hoctap.server.subject.Consequences;
import vn.hoctap.server.subject.Unjudged;
import vn.hoctap.server.subject.Unjudged.Marked;
import vn.hoctap.server.xapi.Claims;

/** What follows in the ledger when subjects change. */
record Following(Recorder recorder, Unjudged unjudged, Claims claims) implements Consequences {
    static Following of(Core core) {
        return new Following(
                core.recorder(), new Unjudged(core.database()), core.xapi().claims());
    }

    @Override
    public void judge(Collection<String> subjects, String by) {
        List<Command> commands = subjects.stream().<Command>map(Rejudge::new).toList();
        if (!commands.isEmpty()) {
            List<Marked> marked = unjudged.of(subjects);
            Await.on(recorder.follow(new Submission(commands, by)));
            unjudged.done(marked);
        }
    }

    @Override
    public void identify(String subject, String by) {
        claims.claim(subject);
    }
}
