package vn.hoctap.server.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a recorder remembers of the subjects of its latest batches. It is a guess until the write that relies on it is
 * committed: every write of progress names the revision that it goes on from, and fails when another one is stored. A
 * change of the subject itself is followed by a command that reads it anew. Used by one thread.
 */
final class Memory {
    /**
     * What went wrong unseen heals after this. It is that long because whoever is forgotten is read anew from all that he has ever
     * learned, at the price of some thirty facts.
     */
    private static final Duration LIFETIME = Duration.ofHours(1);

    /** Some are forgotten so much earlier: those who came at once are not read anew at once. */
    private static final Duration SPREAD = Duration.ofMinutes(30);

    private static final int STEPS = 1_024;

    /** About as much of the steps as the golden section is of one, so that a few keys in a row lie far apart. */
    private static final int STRIDE = 633;

    /** Before somebody is forgotten, all that is known of him has to be written for so long. */
    private static final Duration COMPLETE = Duration.ofMinutes(2);

    /** What is known stays unwritten for so long, and until it is looked at next, as long as this node records. */
    private static final Duration UNWRITTEN = Duration.ofMinutes(1);

    /** Within which everybody is looked at for what is unwritten. */
    private static final Duration ROUND = Duration.ofMinutes(1);

    /** So many are looked at at once, however short the time. */
    private static final int GLANCE = 1_000;

    /** A quarter of the heap at most, by the size of a subject with two years of learning. */
    private static final long BYTES_OF_HEAP_EACH = 48 * 1024;

    /** More batches are never in the air at a time; what the database does not know yet is not forgotten. */
    private static final int IN_AIR = 8;

    /** Of progress, in one batch. */
    private static final int MOST_ROWS = 1_000;

    private static final int MOST = 200_000;
    /** More than so many batches can bring. */
    private static final int LEAST = 10_000;

    private final int limit = Math.clamp(Runtime.getRuntime().maxMemory() / BYTES_OF_HEAP_EACH, LEAST, MOST);
    private final Map<String, Remembered> subjects = new HashMap<>();
    /**
     * In the order in which they came or were looked at for what is unwritten. An order by their last write would be the better
     * one, but keeping it changes several old objects with every write, and garbage collection then looks at all that lies
     * beside them.
     */
    private final Deque<String> order = new ArrayDeque<>();

    /** @param firstInAir what the database does not know yet is remembered however old it is */
    Optional<Remembered> find(String subject, Instant now, long firstInAir) {
        Remembered known = subjects.get(subject);
        return known == null
                        || (known.batch() < firstInAir
                                && end(known.key(), known.readAt()).isBefore(now))
                ? Optional.empty()
                : Optional.of(known);
    }

    /** @param batch the number of the batch that will have written it; 0: it is written, and none is in the air */
    void keep(Collection<Dossier> dossiers, Instant now, long batch) {
        for (Dossier dossier : dossiers) {
            if (!dossier.isCitizen()) {
                continue; // their members are counted under a lock, and whoever locks reads
            }
            String subject = dossier.history().id();
            if (subjects.put(subject, Remembered.of(dossier, now, batch)) == null) {
                order.addLast(subject);
            }
        }
        while (subjects.size() > limit) {
            forgetOne(batch);
        }
    }

    /** Whether somebody has been known for a while already, and stays known for long enough that not all need be written. */
    static boolean keeps(Dossier dossier, Instant now) {
        return dossier.readAt().isBefore(now) && !isLeaving(dossier.key(), dossier.readAt(), now);
    }

    private static boolean isLeaving(long key, Instant readAt, Instant now) {
        return !end(key, readAt).minus(COMPLETE).isAfter(now);
    }

    /** When what was read then is forgotten. */
    private static Instant end(long key, Instant readAt) {
        long earlier = SPREAD.toMillis() * Math.floorMod(key * STRIDE, STEPS) / STEPS;
        return readAt.plusMillis(LIFETIME.toMillis() - earlier);
    }

    /**
     * Gives what has been unwritten for too long, and takes it for written from now on.
     *
     * @param past the time since this was asked last; all are looked at within {@link #ROUND}
     * @param batch the number of the batch that will write it
     */
    List<ProgressRow> settle(Instant now, Duration past, long batch) {
        double share = Math.min(1, past.toNanos() / (double) ROUND.toNanos());
        return settle(now, now.minus(UNWRITTEN), Math.max(GLANCE, (int) (share * order.size())), batch);
    }

    /** The same with all that is unwritten, and as much as fits into one batch at a time. */
    List<ProgressRow> settleAll(Instant now, long batch) {
        return settle(now, now, order.size(), batch);
    }

    private List<ProgressRow> settle(Instant now, Instant oldest, int looks, long batch) {
        List<ProgressRow> rows = new ArrayList<>();
        for (int left = Math.min(looks, order.size()); left > 0 && rows.size() < MOST_ROWS; left--) {
            String subject = order.removeFirst();
            order.addLast(subject);
            Remembered known = subjects.get(subject);
            Instant since = known != null && isLeaving(known.key(), known.readAt(), now) ? now : oldest;
            List<ProgressRow> unwritten = known == null ? List.of() : known.unwritten(since);
            if (known != null && !unwritten.isEmpty()) {
                rows.addAll(unwritten);
                subjects.put(subject, known.written(since, batch));
            }
        }
        rows.sort(Comparator.comparingLong(ProgressRow::subject));
        return rows;
    }

    /** @param latest the number of the latest batch; 0: none is in the air */
    private void forgetOne(long latest) {
        String subject = order.removeFirst();
        Remembered known = subjects.get(subject);
        if (latest > 0 && known != null && known.batch() > latest - IN_AIR) {
            order.addLast(subject);
        } else {
            subjects.remove(subject);
        }
    }

    boolean isEmpty() {
        return subjects.isEmpty();
    }

    void clear() {
        subjects.clear();
        order.clear();
    }
}
