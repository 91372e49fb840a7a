package vn.hoctap.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ObjIntConsumer;

/**
 * Single activities at a steady pace, however fast they are answered: each comes from a client of its own, as many as wait
 * at a time. One in so many is about a person of its own, and when it was due to be sent is told.
 */
final class SteadyLoad implements AutoCloseable {
    private static final long NANOS = 1_000_000_000L;
    private static final long NANOS_A_MICRO = 1_000;
    private static final long PATIENCE_NANOS = 60 * NANOS;

    private final Selector selector;
    private final List<Client> clients = new ArrayList<>();
    private final Deque<Client> idle = new ArrayDeque<>();
    private final Map<Client, Long> asked = new HashMap<>();

    /** @param people from whom all others are taken at random */
    SteadyLoad(Product product, int count, int people) throws InterruptedException {
        String token = product.token();
        SplittableRandom random = new SplittableRandom();
        try {
            selector = Selector.open();
            for (int i = 0; i < count; i++) {
                Client client = new Client(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), product.port()),
                        token,
                        new Activities(1, people, random.split()));
                client.channel().register(selector, SelectionKey.OP_READ, client);
                clients.add(client);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who is written about in one request of so many: one person after another, beginning with the first. */
    record Marked(int first, int every) {}

    /**
     * Returns when all are answered, with how long after it was due each answer came, in microseconds, sorted.
     *
     * @param due told the moment in nanoseconds and the person
     */
    List<Integer> run(double rate, double seconds, Marked marked, ObjIntConsumer<Long> due) {
        try {
            return send(rate, seconds, marked, due);
        } catch (IOException e) {
            throw new BenchFailed("The server broke a connection: " + e.getMessage(), e);
        }
    }

    private List<Integer> send(double rate, double seconds, Marked marked, ObjIntConsumer<Long> due)
            throws IOException {
        List<Integer> answered = new ArrayList<>();
        idle.clear();
        idle.addAll(clients);
        long count = (long) (rate * seconds);
        long begin = System.nanoTime();
        long sent = 0;
        while (answered.size() < count) {
            long next = begin + (long) (sent / rate * NANOS);
            if (sent < count && next <= System.nanoTime() && !idle.isEmpty()) {
                Client client = idle.remove();
                asked.put(client, next);
                send(client, sent++, next, marked, due);
            } else {
                await(answered);
            }
            if (System.nanoTime() - begin > seconds * NANOS + PATIENCE_NANOS) {
                throw new BenchFailed("Only %d of %d requests were answered.".formatted(answered.size(), count));
            }
        }
        answered.sort(null);
        return answered;
    }

    /** What is due while no client is free is sent late, and its time counts from when it was due. */
    private static void send(Client client, long number, long at, Marked marked, ObjIntConsumer<Long> due)
            throws IOException {
        if (number % marked.every() == 0) {
            int person = marked.first() + (int) (number / marked.every());
            due.accept(at, person);
            client.sendAbout(person);
        } else {
            client.send();
        }
    }

    private void await(List<Integer> answered) throws IOException {
        selector.select(1);
        for (SelectionKey key : selector.selectedKeys()) {
            Client client = (Client) key.attachment();
            if (client.answered()) {
                if (!client.ok()) {
                    throw new BenchFailed("The server refuses what is half of what it can do.");
                }
                answered.add((int) ((client.answeredAt() - asked.getOrDefault(client, 0L)) / NANOS_A_MICRO));
                idle.add(client);
            }
        }
        selector.selectedKeys().clear();
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
