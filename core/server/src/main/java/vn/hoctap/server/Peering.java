package vn.hoctap.server;

import java.util.UUID;
import vn.hoctap.server.cluster.Alone;
import vn.hoctap.server.cluster.Cluster;
import vn.hoctap.server.cluster.ClusterSettings;
import vn.hoctap.server.cluster.Peers;

/** Which other nodes there are. Without a cluster, nothing of Hazelcast is loaded. */
final class Peering {
    private static final int SHORT = 8;

    private Peering() {}

    static Peers join(Settings settings) {
        return settings.cluster().map(Peering::join).orElseGet(Peering::alone);
    }

    private static Peers join(ClusterSettings cluster) {
        return Cluster.join(cluster, "%s:%d/%s".formatted(cluster.host(), cluster.port(), unique()));
    }

    static Peers alone() {
        return new Alone("pid-%d/%s".formatted(ProcessHandle.current().pid(), unique()));
    }

    /** Another one after every start: what was sent to the process before must not reach this one. */
    private static String unique() {
        return UUID.randomUUID().toString().substring(0, SHORT);
    }
}
