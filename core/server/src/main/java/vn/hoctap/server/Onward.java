package vn.hoctap.server;

import java.util.List;
import vn.hoctap.server.follow.Follower;
import vn.hoctap.server.follow.Followers;
import vn.hoctap.server.programme.Rollup;

/** What goes on from what was recorded, on the node that records. */
final class Onward {
    private Onward() {}

    static AutoCloseable start(Core core) {
        Rollup rollup = Rollup.start(core.figures());
        List<Follower> following = List.of(rollup);
        Followers followers = Followers.start(core.database(), following);
        core.recorder().afterCommit(followers::hint);
        return () -> {
            followers.close();
            rollup.close();
        };
    }
}
