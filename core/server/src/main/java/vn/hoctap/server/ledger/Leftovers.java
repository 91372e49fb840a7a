package vn.hoctap.server.ledger;

import java.util.List;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.subject.Unjudged;
import vn.hoctap.server.subject.Unjudged.Marked;

/**
 * Judges those whom something concerns that changed and whom nobody has judged since, because whoever made the change was
 * killed in between, or lost the database.
 *
 * @param refresh reads anew what judging needs and another node may have changed
 */
record Leftovers(Unjudged unjudged, Recorder recorder, Runnable refresh) {
    private static final String BY = "hoctap";

    static Leftovers of(Sql sql, Recorder recorder, Runnable refresh) {
        return new Leftovers(new Unjudged(sql), recorder, refresh);
    }

    /** Returns how many they were. */
    int judge(int most) {
        List<Marked> claimed = unjudged.claim(most);
        if (!claimed.isEmpty()) {
            refresh.run();
            List<Command> commands = claimed.stream()
                    .<Command>map(marked -> new Command.Rejudge(marked.id()))
                    .toList();
            Await.on(recorder.record(new Submission(commands, BY)));
            unjudged.done(claimed);
        }
        return claimed.size();
    }
}
