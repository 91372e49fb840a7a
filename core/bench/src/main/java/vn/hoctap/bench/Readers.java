package vn.hoctap.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Many clients that read one address again and again, each over its own connection, in one thread that does little else
 * than copying bytes.
 */
final class Readers implements AutoCloseable {
    private static final int ANSWER_BYTES = 64 * 1024;
    private static final long WAIT_MILLIS = 100;
    private static final int STATUS_AT = 9;

    /** One connection. */
    private static final class Reader {
        private final SocketChannel channel;
        private final ByteBuffer request;
        private final ByteBuffer answer = ByteBuffer.allocate(ANSWER_BYTES);

        private Reader(SocketChannel channel, byte[] request) {
            this.channel = channel;
            this.request = ByteBuffer.allocateDirect(request.length).put(request);
        }

        private void send() throws IOException {
            answer.clear();
            request.rewind();
            while (request.hasRemaining()) {
                if (channel.write(request) == 0) {
                    Thread.onSpinWait();
                }
            }
        }

        /** Whether the whole answer is there; it ends with the bracket that closes its JSON object. */
        private boolean answered() throws IOException {
            if (channel.read(answer) < 0) {
                throw new IOException("closed before the answer");
            }
            int last = answer.position() - 1;
            if (last < STATUS_AT || answer.get(last) != '}') {
                return false;
            }
            if (answer.get(STATUS_AT) != '2') {
                throw new BenchFailed("A request is answered "
                        + new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8));
            }
            return true;
        }
    }

    private final Selector selector;
    private final List<Reader> readers = new ArrayList<>();

    /** @param credentials one client each; the header lines that it sends along, or nothing */
    Readers(int port, String address, List<String> credentials) {
        try {
            selector = Selector.open();
            for (String lines : credentials) {
                SocketChannel channel =
                        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                channel.configureBlocking(false);
                Reader reader = new Reader(
                        channel,
                        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s\r\n"
                                .formatted(address, port, lines)
                                .getBytes(StandardCharsets.US_ASCII));
                channel.register(selector, SelectionKey.OP_READ, reader);
                readers.add(reader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers a second. */
    double run(double seconds) {
        try {
            return read(seconds);
        } catch (IOException e) {
            throw new BenchFailed("The server broke a connection: " + e.getMessage(), e);
        }
    }

    private double read(double seconds) throws IOException {
        long answers = 0;
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * 1e9);
        for (Reader reader : readers) {
            reader.send();
        }
        int open = readers.size();
        while (open > 0) {
            selector.select(WAIT_MILLIS);
            for (SelectionKey key : selector.selectedKeys()) {
                Reader reader = (Reader) key.attachment();
                if (reader.answered()) {
                    answers++;
                    if (System.nanoTime() < end) {
                        reader.send();
                    } else {
                        open--;
                    }
                }
            }
            selector.selectedKeys().clear();
        }
        return answers / ((System.nanoTime() - begin) / 1e9);
    }

    @Override
    public void close() {
        try {
            for (Reader reader : readers) {
                reader.channel.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
