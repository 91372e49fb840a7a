package vn.hoctap.server.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Sql;

/**
 * The moments as of which batches are judged: none before the one of the batch before, though the clock was set back a little,
 * or is another node's that is behind. A title would otherwise be the ground of what was decided before it was awarded.
 * Thread-safe.
 */
final class Moments {
    /** A clock that was set back further was wrong, and the time that it told is not lived through again. */
    static final Duration BRIDGED = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(Moments.class);

    private final Sql sql;
    private final InstantSource clock;
    private @Nullable Instant last;

    Moments(Sql sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** As the database keeps it, so that a decision can be repeated at the very same moment. */
    synchronized Instant next() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant before = last == null ? recorded() : last;
        if (now.isBefore(before)) {
            now = later(now, before);
        }
        last = now;
        return now;
    }

    private static Instant later(Instant now, Instant before) {
        Duration back = Duration.between(now, before);
        if (back.compareTo(BRIDGED) <= 0) {
            // Not the same one: what was decided there was decided before, and not knowing what is decided now.
            return before.plus(1, ChronoUnit.MICROS);
        }
        LOG.warn("The clock went back by {}: what was decided meanwhile was decided ahead of time", back);
        return now;
    }

    /** By whoever recorded before, who may have written a few at a time. */
    private Instant recorded() {
        return sql.rows("select at from outbox order by xid desc, id desc limit 20").stream()
                .map(row -> row.getOffsetDateTime("at").toInstant())
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }
}
