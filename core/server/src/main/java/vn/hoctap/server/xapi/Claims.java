package vn.hoctap.server.xapi;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.subject.Identity;
import vn.hoctap.server.subject.Subjects;

/** Turns statements that waited for somebody into facts, once a subject has the identity. */
public final class Claims {
    private final Database database;
    private final Subjects subjects;
    private final Providers providers;
    private final Statements statements;
    private final Judge judge;
    private final FactRecording recording;
    private final Clock clock;

    Claims(Xapi.Parts parts, Statements statements, Judge judge, FactRecording recording) {
        this.database = parts.database();
        this.subjects = parts.subjects();
        this.providers = parts.providers();
        this.clock = parts.clock();
        this.statements = statements;
        this.judge = judge;
        this.recording = recording;
    }

    /** To be called after the commit that gave the subject an identity; returns when everything is recorded. */
    public void claim(String subjectId) {
        subjects.find(subjectId)
                .ifPresent(subject ->
                        claim(subject.identities().stream().map(Identity::key).toList()));
    }

    /** Claims what a stop of the program left waiting for people who are known; to be called at start. */
    public void claimAll() {
        claim(statements.waitingForKnown());
    }

    /** Claims what waits for those of the identities that somebody has. */
    void claimIfKnown(Collection<String> identities) {
        if (!identities.isEmpty()) {
            claim(subjects.identified(database, identities).keySet());
        }
    }

    private void claim(Collection<String> identities) {
        if (identities.isEmpty()) {
            return;
        }
        List<Statements.Waiting> batch = statements.waiting(identities, XapiLimits.CLAIM);
        while (!batch.isEmpty() && settle(batch)) {
            batch = statements.waiting(identities, XapiLimits.CLAIM);
        }
    }

    /** Returns whether any of them no longer waits, so that asking again leads on. */
    private boolean settle(List<Statements.Waiting> batch) {
        Map<String, List<Statements.Waiting>> bySender =
                batch.stream().collect(Collectors.groupingBy(Statements.Waiting::provider));
        List<Judged> settled = new ArrayList<>();
        bySender.forEach((provider, waiting) -> {
            Sender sender = Sender.former(provider, providers);
            List<Judged> judged =
                    judge.judge(waiting.stream().map(Claims::statement).toList(), sender, clock.instant());
            recording.record(judged, sender);
            settled.addAll(judged);
        });
        statements.settle(settled);
        return settled.stream().anyMatch(judged -> !(judged.fate() instanceof Fate.Waiting));
    }

    private static Statement statement(Statements.Waiting waiting) {
        return StatementReader.stored(waiting.id(), waiting.body(), waiting.receivedAt());
    }
}
