package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.subject.Unjudged;
import vn.hoctap.server.subject.Unjudged.Marked;

/**
 * Judges those whom something concerns that changed and whom nobody has judged since, because whoever made the change was
 * killed in between, or lost the database. Used by one thread.
 */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final String BY = "hoctap";

    private final Unjudged unjudged;
    private final Recorder recorder;
    private final Runnable refresh;
    private @Nullable Instant orphanedUntil;

    private Leftovers(Sql sql, Recorder recorder, Runnable refresh, @Nullable Instant orphanedUntil) {
        this.unjudged = new Unjudged(sql);
        this.recorder = recorder;
        this.refresh = refresh;
        this.orphanedUntil = orphanedUntil;
    }

    /** @param refresh reads anew what judging needs and another node may have changed */
    static Leftovers of(Sql sql, Recorder recorder, Runnable refresh) {
        return new Leftovers(sql, recorder, refresh, Instant.EPOCH);
    }

    /** At the beginning of a turn: what is marked by then is nearly always a dead node's, and to judge twice does no harm. */
    static Leftovers inherited(Sql sql, Recorder recorder, Runnable refresh) {
        return new Leftovers(sql, recorder, refresh, null);
    }

    /** Returns how many they were. */
    int judge(int most) {
        Instant until = orphanedUntil == null ? unjudged.keptUntil() : orphanedUntil;
        orphanedUntil = until;
        List<Marked> claimed = unjudged.claim(most, until);
        if (!claimed.isEmpty()) {
            refresh.run();
            unjudged.done(judged(claimed));
        }
        return claimed.size();
    }

    /** Each in a submission of its own, so that one that fails waits for its next turn alone. */
    private List<Marked> judged(List<Marked> claimed) {
        List<Future<List<Receipt>>> recorded = claimed.stream()
                .map(marked -> recorder.record(Submission.of(new Command.Rejudge(marked.id()), BY)))
                .toList();
        List<Marked> judged = new ArrayList<>();
        for (int i = 0; i < claimed.size(); i++) {
            try {
                Await.on(recorded.get(i));
                judged.add(claimed.get(i));
            } catch (NotNow busy) {
                LOG.debug("Nobody records at the moment; it is tried again");
            } catch (RuntimeException failure) {
                LOG.warn("A subject that a change concerns could not be judged; it is tried again in a while", failure);
            }
        }
        return judged;
    }
}
