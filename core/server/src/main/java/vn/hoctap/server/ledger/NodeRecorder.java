package vn.hoctap.server.ledger;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.cluster.Election;
import vn.hoctap.server.cluster.Peers;
import vn.hoctap.server.cluster.Term;
import vn.hoctap.server.database.Database;

/**
 * The recorder of one node among several: it records in this process while it is this node's turn, and hands everything to
 * the node whose turn it is while it is not. What lost its way, because a node or the database ended, waits a while and goes
 * to whoever records then; a repeat does no harm, for ids are made before.
 */
public final class NodeRecorder implements Recorder {
    private static final Logger LOG = LoggerFactory.getLogger(NodeRecorder.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** For a turn that another process has and that cannot be reached: it may just be ending. */
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(2);

    private static final Duration RETRY = Duration.ofMillis(100);
    private static final Duration LANDING = Duration.ofSeconds(15);
    private static final String COMMITTED = "committed";
    private static final String TURN = "turn";

    private final Peers peers;
    private final Function<Fence, Recorder> recording;
    private final Room room = new Room(Bound.OF_WAITING);
    private final Duties duties = new Duties();
    private final Handover handover;
    private final Queue<Errand> waiting = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService retries = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("hoctap-handover").daemon().factory());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Whereabouts whereabouts;
    private volatile @Nullable Reign reign;
    private volatile @Nullable Election election;
    private final List<Runnable> committed = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** This node's turn. */
    private record Reign(Term term, Recorder recorder) {}

    private NodeRecorder(Peers peers, Function<Fence, Recorder> recording) {
        this.peers = peers;
        this.recording = recording;
        this.handover = new Handover(peers, (errand, result) -> settle(errand, null, result));
        this.whereabouts = new Whereabouts(peers.possible());
    }

    /**
     * Returns when it is known whose turn it is, which takes no other node.
     *
     * @param refresh reads anew what judging needs and another node may have changed
     * @param transactions for one turn, behind its fence
     */
    public static NodeRecorder start(
            Database database, Peers peers, Runnable refresh, Function<Fence, Transactions> transactions) {
        NodeRecorder recorder = new NodeRecorder(peers, fence -> Recorder.start(transactions.apply(fence)));
        Election election = Election.start(database, peers.node(), recorder.new Office());
        recorder.election = election;
        Reception reception = new Reception(recorder.threads, refresh, recorder::recordHere);
        peers.answer(Handover.RECORD, reception::take);
        peers.hear(COMMITTED, recorder::tellHere);
        peers.hear(TURN, election::lookNow);
        peers.onChange(election::lookNow);
        var forever = recorder.retries.scheduleWithFixedDelay(
                recorder::retry, RETRY.toMillis(), RETRY.toMillis(), TimeUnit.MILLISECONDS);
        LOG.debug("What waits is looked at in {} ms", forever.getDelay(TimeUnit.MILLISECONDS));
        return recorder;
    }

    @Override
    public Future<List<Receipt>> record(Submission submission) {
        return submit(new Errand(submission, false));
    }

    @Override
    public Future<List<Receipt>> follow(Submission submission) {
        return submit(new Errand(submission, true));
    }

    private Future<List<Receipt>> submit(Errand errand) {
        if (errand.commands() == 0) {
            return Future.succeededFuture(List.of());
        }
        if (closed) {
            return Future.failedFuture(new NobodyRecords("This node is being closed."));
        }
        go(errand);
        return errand.promise().future();
    }

    private void go(Errand errand) {
        Reign mine = reign;
        if (mine != null) {
            record(mine, errand).onComplete(result -> settle(errand, mine, result));
        } else if (!errand.isAdmitted() && !room.enter(errand)) {
            errand.settle(Future.failedFuture(
                    new Overloaded("Too much waits for the node that records; send it again in a moment.")));
        } else if (whereabouts.reachable()) {
            handover.send(errand);
        } else {
            await(errand);
        }
    }

    private void await(Errand errand) {
        waiting.add(errand);
        // Once this is closed, nobody looks through those who wait any more.
        if (closed && waiting.remove(errand)) {
            errand.settle(Future.failedFuture(whereabouts.nobody()));
        }
    }

    private static Future<List<Receipt>> record(Reign mine, Errand errand) {
        return errand.follows()
                ? mine.recorder().follow(errand.submission())
                : mine.recorder().record(errand.submission());
    }

    /** For another node, which does the waiting. */
    private Future<List<Receipt>> recordHere(Errand errand) {
        Reign mine = reign;
        return mine == null
                ? Future.failedFuture(new Deposed("The node %s does not record.".formatted(peers.node())))
                : record(mine, errand)
                        .recover(lost -> Future.failedFuture(isPassing(lost, mine) ? Deposed.by(lost) : lost));
    }

    /** @param mine the turn in which it was recorded here; null: it was handed to another node */
    private void settle(Errand errand, @Nullable Reign mine, AsyncResult<List<Receipt>> result) {
        if (result.succeeded() || !isPassing(result.cause(), mine)) {
            errand.settle(result);
            return;
        }
        errand.repeat();
        look();
        if (errand.isAdmitted() || room.enter(errand)) {
            await(errand);
        } else {
            errand.settle(Future.failedFuture(whereabouts.nobody()));
        }
    }

    /** A recorder that is being closed says that it is full. */
    private boolean isPassing(Throwable failure, @Nullable Reign mine) {
        return Passing.is(failure) || (failure instanceof Overloaded && mine != null && !mine.equals(reign));
    }

    private void look() {
        Election running = election;
        if (running != null) {
            running.lookNow();
        }
    }

    private void retry() {
        boolean mayGo = reign != null || whereabouts.reachable();
        for (int left = waiting.size(); left > 0; left--) {
            Errand errand = waiting.poll();
            if (errand == null) {
                return;
            }
            Duration patience = whereabouts.outOfReach() ? SHORT_PATIENCE : PATIENCE;
            if (closed || errand.olderThan(patience)) {
                errand.settle(Future.failedFuture(whereabouts.nobody()));
            } else if (mayGo) {
                tryAgain(errand);
            } else {
                waiting.add(errand);
            }
        }
    }

    /** What fails here fails for this errand only: nobody would look through the others any more. */
    private void tryAgain(Errand errand) {
        try {
            go(errand);
        } catch (RuntimeException failure) {
            LOG.error("Something that waited could not be recorded", failure);
            errand.settle(Future.failedFuture(failure));
        }
    }

    @Override
    public void afterCommit(Runnable told) {
        committed.add(told);
    }

    /** Where another node records, that one is. */
    @Override
    public boolean isBusy() {
        Reign mine = reign;
        return mine != null && mine.recorder().isBusy();
    }

    private void tellHere() {
        committed.forEach(Runnable::run);
    }

    private void tellAll() {
        tellHere();
        peers.tell(COMMITTED);
    }

    /**
     * Something for the node that records to do besides, from the beginning of each of its turns to the end.
     *
     * @param duty begins it with the recorder of the turn, quickly
     * @return ends it for good
     */
    public AutoCloseable whileRecording(Function<Recorder, AutoCloseable> duty) {
        duties.add(duty);
        return () -> {
            duties.clear();
            Duties.close(duties.end());
        };
    }

    /** What the election says, on its thread. */
    private final class Office implements Election.Office {
        @Override
        public void take(Term term) {
            Recorder mine = recording.apply(new EpochFence(term.epoch()));
            mine.afterCommit(NodeRecorder.this::tellAll);
            whereabouts.here();
            handover.turnTo(null);
            // Before anything else is recorded: they note by which sets people are judged from now on.
            duties.begin(mine);
            reign = new Reign(term, mine);
            peers.tell(TURN);
        }

        @Override
        public void leave(Term term) {
            Reign mine = reign;
            reign = null;
            whereabouts.unknown();
            List<AutoCloseable> ending = duties.end();
            if (mine != null) {
                threads.execute(() -> {
                    Duties.close(ending);
                    mine.recorder().close();
                });
            }
        }

        @Override
        public void follow(Term term) {
            if (term.node().equals(peers.node())) {
                // Somebody has the turn and has not said so yet.
                whereabouts.unknown();
            } else {
                whereabouts.at(term);
                handover.turnTo(peers.possible() ? term : null);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        Reign mine = reign;
        if (mine != null) {
            Duties.close(duties.end());
            mine.recorder().close();
        }
        Election running = election;
        if (running != null) {
            running.close();
        }
        peers.tell(TURN);
        land();
    }

    /** What is under way to another node comes back or is given up; nothing of it is lost that was acknowledged. */
    private void land() {
        retries.shutdown();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LANDING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Something that another node has sent did not come to its end within {}", LANDING);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        handover.turnTo(null);
        retry();
    }
}
