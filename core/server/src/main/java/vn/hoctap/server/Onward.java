package vn.hoctap.server;

import java.util.ArrayList;
import java.util.List;
import vn.hoctap.server.collective.Contributions;
import vn.hoctap.server.collective.Recounting;
import vn.hoctap.server.follow.Follower;
import vn.hoctap.server.follow.Followers;
import vn.hoctap.server.ledger.Recorder;
import vn.hoctap.server.programme.Rollup;

/** What goes on from what was recorded, on the node that records. */
final class Onward {
    private Onward() {}

    /** @param recorder that of this node's turn */
    static AutoCloseable start(Core core, Recorder recorder) {
        Rollup rollup = Rollup.start(core.figures(), recorder::isBusy);
        Recounting recounting = Recounting.start(core.database(), recorder);
        Contributions contributions =
                new Contributions(core.subjects()::histories, () -> core.rules().criteria(), recounting::hint);
        List<Follower> following = new ArrayList<>(rollup.followers());
        following.add(contributions);
        Followers followers = Followers.start(core.database(), core.units()::reload, recorder::isBusy, following);
        recorder.afterCommit(followers::hint);
        return () -> {
            followers.close();
            recounting.close();
            rollup.close();
        };
    }
}
