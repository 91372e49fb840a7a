package vn.hoctap.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One client that keeps its connection: sends a request, awaits its answer. Used by one thread. */
final class Client implements AutoCloseable {
    private static final int ANSWER_BYTES = 16 * 1024;
    private static final int OK = 200;
    private static final int OVERLOADED = 503;
    private static final int STATUS_AT = 9;

    private final SocketChannel channel;
    private final Activities activities;
    private final byte[] head;
    private final ByteBuffer request;
    private final ByteBuffer answer;
    private long sentAt;
    private long answeredAt;
    private int status;
    private int end;

    Client(InetSocketAddress server, String token, Activities activities) throws IOException {
        this.activities = activities;
        byte[] body = activities.next();
        head = ("POST /api/v1/activities HTTP/1.1\r\nHost: 127.0.0.1:" + server.getPort()
                        + "\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        request = ByteBuffer.allocateDirect(head.length + body.length);
        answer = ByteBuffer.allocate(activities.count() * ANSWER_BYTES);
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, request.capacity());
        channel.configureBlocking(false);
    }

    SocketChannel channel() {
        return channel;
    }

    int activities() {
        return activities.count();
    }

    void send() throws IOException {
        send(activities.next());
    }

    /** About one person, where there is only one activity in a body. */
    void sendAbout(int person) throws IOException {
        send(activities.nextAbout(person));
    }

    /** About people one after another, beginning with this one. */
    void sendFrom(int person) throws IOException {
        send(activities.nextFrom(person));
    }

    private void send(byte[] body) throws IOException {
        request.clear().put(head).put(body).flip();
        answer.clear();
        end = 0;
        sentAt = System.nanoTime();
        while (request.hasRemaining()) {
            if (channel.write(request) == 0) {
                Thread.onSpinWait();
            }
        }
    }

    /** Reads what has come; true once the whole answer is there. */
    boolean answered() throws IOException {
        if (channel.read(answer) < 0) {
            throw new IOException("closed before the answer");
        }
        if ((end == 0 && !readHead()) || answer.position() < end) {
            if (!answer.hasRemaining()) {
                throw new BenchFailed("An answer is longer than " + answer.capacity() + " bytes.");
            }
            return false;
        }
        answeredAt = System.nanoTime();
        if (status != OK && status != OVERLOADED) {
            throw new BenchFailed(
                    "A request is answered " + new String(answer.array(), 0, end, StandardCharsets.UTF_8));
        }
        return true;
    }

    private boolean readHead() {
        byte[] bytes = answer.array();
        int blank = find(bytes, "\r\n\r\n");
        if (blank < 0) {
            return false;
        }
        status = Integer.parseInt(new String(bytes, STATUS_AT, 3, StandardCharsets.US_ASCII));
        String text = new String(bytes, 0, blank, StandardCharsets.US_ASCII).toLowerCase(java.util.Locale.ROOT);
        int length = text.indexOf("content-length:");
        int stop = text.indexOf("\r\n", length);
        end = blank
                + 4
                + Integer.parseInt(text.substring(length + "content-length:".length(), stop < 0 ? text.length() : stop)
                        .strip());
        return true;
    }

    private int find(byte[] bytes, String sought) {
        for (int at = 0; at + sought.length() <= answer.position(); at++) {
            int same = 0;
            while (same < sought.length() && bytes[at + same] == sought.charAt(same)) {
                same++;
            }
            if (same == sought.length()) {
                return at;
            }
        }
        return -1;
    }

    boolean ok() {
        return status == OK;
    }

    int micros() {
        return (int) ((answeredAt - sentAt) / 1000);
    }

    /** Of {@link System#nanoTime}. */
    long answeredAt() {
        return answeredAt;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
