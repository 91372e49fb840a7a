package vn.hoctap.server.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a recorder remembers of the subjects of its latest batches. It is a guess until the write that relies on it is
 * committed: every write of progress names the revision that it goes on from, and fails when another one is stored. A
 * change of the subject itself is followed by a command that reads it anew. Used by one thread.
 */
final class Memory {
    /** What went wrong unseen heals after this. */
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    /** A quarter of the heap at most, by the size of a subject with two years of learning. */
    private static final long BYTES_OF_HEAP_EACH = 48 * 1024;

    private static final int MOST = 200_000;
    /** More than can be in the air. */
    private static final int LEAST = 5_000;

    private final int limit = Math.clamp(Runtime.getRuntime().maxMemory() / BYTES_OF_HEAP_EACH, LEAST, MOST);
    /** In the order in which they were last written, so that what is in the air goes last. */
    private final SequencedMap<String, Remembered> subjects = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > limit;
        }
    };

    /** @param firstInAir what the database does not know yet is remembered however old it is */
    Optional<Remembered> find(String subject, Instant now, long firstInAir) {
        Remembered known = subjects.get(subject);
        return known == null
                        || (known.batch() < firstInAir
                                && known.readAt().plus(LIFETIME).isBefore(now))
                ? Optional.empty()
                : Optional.of(known);
    }

    /** @param batch the number of the batch that will have written it */
    void keep(Collection<Dossier> dossiers, Instant now, long batch) {
        dossiers.forEach(dossier -> subjects.putLast(dossier.history().id(), Remembered.of(dossier, now, batch)));
    }

    void clear() {
        subjects.clear();
    }
}
