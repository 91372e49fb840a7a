package vn.hoctap.server.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which machine a request comes from: behind a proxy that is trusted, the one that it names. */
public final class Clients {
    /** An IPv6 customer has 64 bits of addresses to himself. */
    private static final int NETWORK_BYTES = 8;

    /** Nothing that would be looked up as a name. */
    static final String NUMERIC = "(?:[0-9]{1,3}\\.){3}[0-9]{1,3}|(?=[^:]*:)[0-9a-fA-F:.]{2,45}";

    private final Set<InetAddress> proxies;

    /** @param proxies addresses besides those of this machine */
    public Clients(Collection<String> proxies) {
        this.proxies = proxies.stream()
                .flatMap(proxy -> Stream.ofNullable(address(proxy)))
                .collect(Collectors.toSet());
    }

    String name(HttpServerRequest request) {
        // A proxy may add a line of its own below the one that the client has written.
        List<String> lines = request.headers().getAll("X-Forwarded-For");
        return name(peer(request), lines.isEmpty() ? null : lines.getLast());
    }

    /** What stands before the last name in the header anybody can write. */
    String name(@Nullable String sender, @Nullable String forwarded) {
        InetAddress peer = address(sender);
        if (peer != null && forwarded != null && (peer.isLoopbackAddress() || proxies.contains(peer))) {
            InetAddress named =
                    address(forwarded.substring(forwarded.lastIndexOf(',') + 1).strip());
            return named == null ? text(peer) : text(named);
        }
        return peer == null ? "" : text(peer);
    }

    private static @Nullable String peer(HttpServerRequest request) {
        SocketAddress remote = request.remoteAddress();
        return remote == null ? null : remote.hostAddress();
    }

    private static @Nullable InetAddress address(@Nullable String text) {
        try {
            return text != null && text.matches(NUMERIC) ? InetAddress.getByName(text) : null;
        } catch (UnknownHostException noAddress) {
            return null;
        }
    }

    private static String text(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of()
                .formatHex(bytes.length > 4 ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes)
                .toLowerCase(Locale.ROOT);
    }
}
