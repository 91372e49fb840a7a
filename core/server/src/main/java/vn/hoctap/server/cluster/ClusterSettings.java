package vn.hoctap.server.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How this node finds the others, and they it.
 *
 * @param host where it listens for other nodes, and under which they reach it
 * @param port for Hazelcast; the event bus listens on the port {@value #BUS} above
 * @param members {@code host} or {@code host:port} of the nodes, this one among them or not
 * @param folder a folder that all nodes share; empty: what is uploaded to a node stays with it
 */
public record ClusterSettings(String host, int port, List<String> members, Optional<Path> folder) {
    public static final String LOOPBACK = "127.0.0.1";
    public static final int PORT = 5701;
    static final int BUS = 100;

    public ClusterSettings {
        members = List.copyOf(members);
    }

    int busPort() {
        return port + BUS;
    }
}
