package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Session;
import vn.hoctap.server.database.Sql;

/**
 * The batches in the air: while PostgreSQL writes one, the next is judged and already sent. They land in the order in
 * which they started; when one does not, none behind it does. Used by one thread.
 */
final class Flights {
    private static final Logger LOG = LoggerFactory.getLogger(Flights.class);
    /** More than these bring no more speed (PostgreSQL and the JVM share the processors) and cost patience. */
    private static final int LANES = 3;

    /** So many commands are worth a second lane. */
    static final int SOME = 30;
    /** So many are worth all. */
    private static final int MANY = 200;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /**
     * All that a batch asks for, it asks for by key. A plan made while a table was small would go through all of it for as
     * long as the statement lives, which is until the statistics are made anew.
     */
    static final Map<String, String> BY_KEY = Map.of(
            "enable_seqscan", "off",
            "enable_hashjoin", "off",
            "enable_mergejoin", "off",
            "plan_cache_mode", "force_generic_plan",
            // Whatever waits for so long waits for something that never comes.
            "lock_timeout", "10s");

    private final Database database;
    private final Fence fence;
    private final Runnable landed;
    private final Runnable ended;
    /** The last one is for reading. */
    private final @Nullable Session[] sessions = new @Nullable Session[LANES + 1];

    private final Deque<Flight> inAir = new ArrayDeque<>();
    private long started;

    /**
     * @param landed told after each commit, on any thread
     * @param ended told when a batch has landed or not, on any thread
     */
    Flights(Database database, Fence fence, Runnable landed, Runnable ended) {
        this.database = database;
        this.fence = fence;
        this.landed = landed;
        this.ended = ended;
    }

    /** The number of the next one; higher than all before. */
    long next() {
        return started + 1;
    }

    /** The lowest number that may not have landed. */
    long firstInAir() {
        while (!inAir.isEmpty() && inAir.getFirst().landed().succeeded()) {
            inAir.removeFirst();
        }
        return inAir.isEmpty() ? next() : inAir.getFirst().number();
    }

    boolean areBroken() {
        return inAir.stream().anyMatch(flight -> flight.landed().failed());
    }

    /**
     * Whether something is to be done: to send so many commands, or to see what has not landed. Few wait for the batch in the
     * air, and more will have joined them by then: many small transactions cost more than they gain.
     */
    boolean isTime(int waiting) {
        return areBroken() || (waiting > 0 && next() - firstInAir() < lanes(waiting));
    }

    private static int lanes(int waiting) {
        if (waiting < SOME) {
            return 1;
        }
        return waiting < MANY ? 2 : LANES;
    }

    /** Waits until there is room for one more; false when one has not landed. */
    boolean awaitRoom() {
        while (!areBroken() && firstInAir() + LANES <= next()) {
            settled(inAir.getFirst());
        }
        return !areBroken();
    }

    /** Waits until all have landed; false when one has not. */
    boolean awaitAll() {
        inAir.forEach(Flights::settled);
        return !areBroken();
    }

    /**
     * Whether one of them brings something under an id that is in the air. Two such batches may not fly together: the later one
     * may come to the key first, and then each waits for the other's commit.
     */
    boolean meet(List<Pending> batch) {
        return firstInAir() < next() && inAir.stream().anyMatch(flight -> flight.meets(batch));
    }

    /** There must be room. */
    void start(List<Pending> passengers, Prepared prepared) {
        Flight flight = new Flight(next(), passengers, prepared);
        Session lane = session((int) (flight.number() % LANES));
        Future<Void> before =
                inAir.isEmpty() ? Future.succeededFuture() : inAir.getLast().landed();
        started++;
        inAir.addLast(flight);
        try {
            flight.fly(lane, fence, before);
        } catch (RuntimeException grounded) {
            flight.fail(grounded);
        }
        flight.landed()
                .onSuccess(done -> {
                    flight.answer();
                    landed.run();
                })
                .onComplete(done -> ended.run());
    }

    /** Where what has landed is read. */
    Sql reader() {
        return session(LANES);
    }

    private Session session(int number) {
        Session session = sessions[number];
        if (session == null) {
            session = database.session(BY_KEY, PATIENCE, () -> {});
            sessions[number] = session;
        }
        return session;
    }

    /** Who did not land, flight by flight in their order. Waits for all that is in the air; then nothing is. */
    List<List<Pending>> strand() {
        awaitAll();
        List<Flight> stranded =
                inAir.stream().filter(flight -> flight.landed().failed()).toList();
        stranded.stream()
                .findFirst()
                .ifPresent(first -> LOG.info(
                        "{} batches are recorded anew, because: {}",
                        stranded.size(),
                        String.valueOf(first.landed().cause())));
        inAir.clear();
        close();
        return stranded.stream()
                .map(Flight::passengers)
                .filter(passengers -> !passengers.isEmpty())
                .toList();
    }

    private static void settled(Flight flight) {
        Await.on(flight.landed().otherwiseEmpty());
    }

    /** Ends the connections; they are opened again when needed. */
    void close() {
        for (int i = 0; i < sessions.length; i++) {
            Session session = sessions[i];
            if (session != null) {
                session.close();
                sessions[i] = null;
            }
        }
    }
}
