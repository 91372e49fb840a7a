package vn.hoctap.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Many clients that send activities as fast as they are answered, in one thread that does little else than copying
 * bytes, so that it leaves the processors to what is measured.
 */
final class Generator implements AutoCloseable {
    private static final int MEETING = 32;
    private static final int MEETING_ACTIVITIES = 100;
    private static final long WAIT_MILLIS = 100;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    /**
     * @param acknowledged activities whose request was answered 200
     * @param refused requests answered 503
     * @param latencies of the answered requests in microseconds, sorted
     */
    record Load(long acknowledged, long refused, double seconds, List<Integer> latencies) {
        double rate() {
            return acknowledged / seconds;
        }

        /** In milliseconds. */
        double percentile(double share) {
            return latencies.isEmpty()
                    ? 0
                    : latencies.get((int) Math.min(latencies.size() - 1, latencies.size() * share)) / 1000.0;
        }
    }

    private final Selector selector;
    private final List<Client> clients = new ArrayList<>();

    Generator(Product product, int count, int activities, int people) throws InterruptedException {
        this(List.of(product), count, activities, people);
    }

    /** @param products each gets the same share of the clients */
    Generator(List<Product> products, int count, int activities, int people) throws InterruptedException {
        SplittableRandom random = new SplittableRandom();
        try {
            selector = Selector.open();
            for (int i = 0; i < count; i++) {
                Product product = products.get(i % products.size());
                Client client = new Client(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), product.port()),
                        product.token(),
                        new Activities(activities, people, random.split()));
                client.channel().register(selector, SelectionKey.OP_READ, client);
                clients.add(client);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when the last request of these seconds is answered. */
    Load run(double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        return run((client, number) -> {
            boolean more = number < clients.size() || System.nanoTime() < end;
            if (more) {
                client.send();
            }
            return more;
        });
    }

    /** Brings an activity of everybody, so that the server has met all; returns how many those were. */
    static long meetAll(Product product, int people) throws InterruptedException {
        try (Generator generator = new Generator(product, MEETING, MEETING_ACTIVITIES, people)) {
            return generator.meet(people).acknowledged();
        }
    }

    private Load meet(int people) {
        return run((client, number) -> {
            int person = number * client.activities();
            if (person < people) {
                client.sendFrom(person);
            }
            return person < people;
        });
    }

    /** Sends the request with this number; false when there is none left. */
    private interface Sending {
        boolean send(Client client, int number) throws IOException;
    }

    private Load run(Sending sending) {
        try {
            return send(sending);
        } catch (IOException e) {
            throw new BenchFailed("The server broke a connection: " + e.getMessage(), e);
        }
    }

    private Load send(Sending sending) throws IOException {
        long acknowledged = 0;
        long refused = 0;
        List<Integer> latencies = new ArrayList<>();
        long begin = System.nanoTime();
        long last = begin;
        int sent = 0;
        int open = 0;
        for (Client client : clients) {
            if (sending.send(client, sent++)) {
                open++;
            }
        }
        while (open > 0) {
            selector.select(WAIT_MILLIS);
            for (SelectionKey key : selector.selectedKeys()) {
                Client client = (Client) key.attachment();
                if (!client.answered()) {
                    continue;
                }
                if (client.ok()) {
                    acknowledged += client.activities();
                    latencies.add(client.micros());
                } else {
                    refused++;
                }
                last = System.nanoTime();
                if (!sending.send(client, sent++)) {
                    open--;
                }
            }
            selector.selectedKeys().clear();
            if (System.nanoTime() > last + PATIENCE_NANOS) {
                throw new BenchFailed("%d requests were not answered within a minute.".formatted(open));
            }
        }
        latencies.sort(null);
        return new Load(acknowledged, refused, (System.nanoTime() - begin) / 1e9, latencies);
    }

    @Override
    public void close() {
        try {
            for (Client client : clients) {
                client.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
