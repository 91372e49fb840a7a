package vn.hoctap.server;

import java.util.Collection;
import java.util.List;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.ledger.Command;
import vn.hoctap.server.ledger.Command.Rejudge;
import vn.hoctap.server.ledger.Recorder;
import vn.hoctap.server.ledger.Submission;
import vn.hoctap.server.subject.Consequences;
import vn.hoctap.server.xapi.Claims;

/** What follows in the ledger when subjects change. */
record Following(Recorder recorder, Claims claims) implements Consequences {
    @Override
    public void judge(Collection<String> subjects, String by) {
        List<Command> commands = subjects.stream().<Command>map(Rejudge::new).toList();
        if (!commands.isEmpty()) {
            Await.on(recorder.follow(new Submission(commands, by)));
        }
    }

    @Override
    public void identify(String subject, String by) {
        claims.claim(subject);
    }
}
