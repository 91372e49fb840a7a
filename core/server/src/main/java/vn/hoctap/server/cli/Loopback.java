package vn.hoctap.server.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Which hosts are this machine and nobody else's. */
final class Loopback {
    private Loopback() {}

    /** Of names only localhost is: whatever another one means may change. */
    static boolean is(String host) {
        try {
            return host.equalsIgnoreCase("localhost")
                    || (host.matches("[0-9.]+|\\[?[0-9A-Fa-f:]+]?")
                            && InetAddress.getByName(host).isLoopbackAddress());
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }
}
