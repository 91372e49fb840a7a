package vn.hoctap.server.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Whether a member can be reached from here. */
public final class Reach {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Reach() {}

    /** @param member {@code host} or {@code host:port} */
    public static boolean of(String member) {
        int colon = member.lastIndexOf(':');
        boolean named = colon > 0 && !member.endsWith("]");
        String host = named ? member.substring(0, colon) : member;
        int port = named ? Integer.parseInt(member.substring(colon + 1)) : ClusterSettings.PORT;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port), (int) PATIENCE.toMillis());
            return true;
        } catch (IOException unreachable) {
            return false;
        }
    }
}
