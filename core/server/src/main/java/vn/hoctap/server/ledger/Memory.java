package vn.hoctap.server.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a recorder remembers of the subjects of its latest batches. It is a guess until the write that relies on it is
 * committed: every write of progress names the revision that it goes on from, and fails when another one is stored. A
 * change of the subject itself is followed by a command that reads it anew. Used by one thread.
 */
final class Memory {
    /** What went wrong unseen heals after this. A former id of somebody who was erased is known for longer. */
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    /** A quarter of the heap at most, by the size of a subject with two years of learning. */
    private static final long BYTES_OF_HEAP_EACH = 48 * 1024;

    /** More batches are never in the air at a time; what the database does not know yet is not forgotten. */
    private static final int IN_AIR = 8;

    private static final int MOST = 200_000;
    /** More than so many batches can bring. */
    private static final int LEAST = 10_000;

    private final int limit = Math.clamp(Runtime.getRuntime().maxMemory() / BYTES_OF_HEAP_EACH, LEAST, MOST);
    private final Map<String, Remembered> subjects = new HashMap<>();
    /**
     * In the order in which they came. An order by their last write would be the better one, but keeping it changes several
     * old objects with every write, and garbage collection then looks at all that lies beside them.
     */
    private final Deque<String> order = new ArrayDeque<>();

    /** @param firstInAir what the database does not know yet is remembered however old it is */
    Optional<Remembered> find(String subject, Instant now, long firstInAir) {
        Remembered known = subjects.get(subject);
        return known == null
                        || (known.batch() < firstInAir
                                && known.readAt().plus(LIFETIME).isBefore(now))
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

    void clear() {
        subjects.clear();
        order.clear();
    }
}
