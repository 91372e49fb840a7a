package vn.hoctap.server.live;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.live.Outbox.Page;

/**
 * One connection: pulls what comes next as fast as the listener takes it, and tells what concerns him. It keeps nothing;
 * who does not take what waits for him is let go and may come back where he was.
 */
final class EventStream {
    private static final long LOOK_MILLIS = 2_000;
    private static final int RETRY_MILLIS = 2_000;
    /** So many characters are sent in one go. */
    private static final int TOGETHER = 16 * 1024;

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final Happenings happenings;
    private final Caller caller;
    private final LiveLimits limits;
    private final Signal signal = new Signal();
    private volatile boolean gone;
    private volatile boolean over;
    private volatile boolean silent;
    private volatile boolean impatient;

    EventStream(Vertx vertx, HttpServerResponse response, Happenings happenings, Caller caller, LiveLimits limits) {
        this.vertx = vertx;
        this.response = response;
        this.happenings = happenings;
        this.caller = caller;
        this.limits = limits;
    }

    /**
     * Returns when the listener has gone, or had to go.
     *
     * @param last the last event that the listener has seen; empty: begin now
     * @param longest how long it may last
     * @param goesOn asked every other second: whether the listener's session still does
     */
    void run(Optional<EventId> last, Duration longest, BooleanSupplier goesOn) {
        response.closeHandler(closed -> {
            gone = true;
            signal.fire();
        });
        response.exceptionHandler(failure -> {
            gone = true;
            signal.fire();
        });
        response.drainHandler(drained -> signal.fire());
        response.setWriteQueueMaxSize(limits.buffer());
        long end = vertx.setTimer(Math.max(1, longest.toMillis()), timer -> {
            over = true;
            signal.fire();
        });
        long beat = vertx.setPeriodic(limits.heartbeat().toMillis(), timer -> {
            silent = true;
            signal.fire();
        });
        long look = vertx.setPeriodic(LOOK_MILLIS, timer -> {
            if (!goesOn.getAsBoolean()) {
                over = true;
                signal.fire();
            }
        });
        happenings.join(signal);
        try {
            tell(begin(last));
        } finally {
            happenings.leave(signal);
            vertx.cancelTimer(end);
            vertx.cancelTimer(beat);
            vertx.cancelTimer(look);
        }
        if (!gone) {
            response.end();
        }
    }

    /** Answers at once, so that the listener knows where he is before anything happens. */
    private EventId begin(Optional<EventId> last) {
        boolean lost = last.filter(happenings::isLost).isPresent();
        EventId from = last.filter(seen -> !lost).orElseGet(happenings::head);
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream;charset=utf-8")
                // Neither a zip nor a proxy may hold anything back.
                .putHeader("Content-Encoding", "identity")
                .putHeader("X-Accel-Buffering", "no");
        // What was missed is not known any more: whoever keeps a picture has to draw it anew.
        write((lost ? "event: reset\ndata: {}\n" : "") + "retry: " + RETRY_MILLIS + "\nid: " + from + "\n\n");
        return from;
    }

    private boolean open() {
        return !gone && !over && !happenings.closed();
    }

    private void tell(EventId begin) {
        EventId last = begin;
        while (open()) {
            Future<Void> woken = signal.arm();
            Page page = happenings.after(last);
            if (page.reached().isAfter(last)) {
                last = page.reached();
                if (!tell(page)) {
                    return;
                }
            } else if (silent) {
                silent = false;
                // With the id, so that what did not concern him is not read again when he comes back.
                write(":\nid: " + last + "\n\n");
            } else if (open()) {
                Await.on(woken);
            }
        }
    }

    /** False when the listener takes no more. What is told together costs one packet and not one each. */
    private boolean tell(Page page) {
        StringBuilder told = new StringBuilder();
        for (Happening happening : page.happenings()) {
            if (happening.about().concerns(caller)) {
                told.append(happening.message());
            }
            if (told.length() >= Math.min(TOGETHER, limits.buffer()) && !tell(told)) {
                return false;
            }
        }
        return told.isEmpty() || tell(told);
    }

    private boolean tell(StringBuilder messages) {
        write(messages.toString());
        messages.setLength(0);
        return !response.writeQueueFull() || drained();
    }

    private void write(String text) {
        response.write(text).onFailure(failure -> {
            gone = true;
            signal.fire();
        });
    }

    private boolean drained() {
        impatient = false;
        long timer = vertx.setTimer(limits.patience().toMillis(), fired -> {
            impatient = true;
            signal.fire();
        });
        try {
            while (response.writeQueueFull() && open()) {
                Future<Void> woken = signal.arm();
                if (impatient) {
                    letGo();
                    return false;
                }
                if (response.writeQueueFull()) {
                    Await.on(woken);
                }
            }
            return open();
        } finally {
            vertx.cancelTimer(timer);
        }
    }

    /** What waits for him is thrown away with the connection. */
    private void letGo() {
        gone = true;
        response.reset();
    }
}
