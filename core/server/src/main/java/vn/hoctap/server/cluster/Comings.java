package vn.hoctap.server.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;

/** Tells when a member came or went. */
record Comings(Runnable changed) implements MembershipListener {
    @Override
    public void memberAdded(MembershipEvent event) {
        changed.run();
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
        changed.run();
    }
}
