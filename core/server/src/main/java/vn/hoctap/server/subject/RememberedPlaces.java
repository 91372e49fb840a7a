package vn.hoctap.server.subject;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where subjects belong today, remembered for {@link #LIFE} at most, because programs send activities of the same people
 * again and again. What this process changes is forgotten at once; what another process changes may be seen that much
 * later, a right that was taken away too, as with {@link vn.hoctap.server.identity.RememberedTokens}. That somebody is not
 * known is never remembered: who was entered a moment ago is found. Safe for use from any thread.
 */
final class RememberedPlaces {
    static final Duration LIFE = Duration.ofSeconds(30);
    /** Of a few hundred bytes each. */
    private static final int MOST = 200_000;

    /** Holds for this day and this tree only. */
    private record Known(SubjectPlaces places, UnitTree tree, LocalDate day) {
        boolean holds(UnitTree now, LocalDate today) {
            return tree.equals(now) && day.equals(today);
        }
    }

    private final Function<Collection<String>, Map<String, SubjectPlaces>> reading;
    private final Cache<String, Known> known;
    private long forgotten;

    /** @param reading places as they are now; unknown ids are absent */
    RememberedPlaces(Function<Collection<String>, Map<String, SubjectPlaces>> reading, Ticker ticker) {
        this.reading = reading;
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(LIFE)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /** In the order of the ids; empty when one of them is unknown. */
    Optional<List<SubjectPlaces>> all(List<String> ids, UnitTree tree, LocalDate today) {
        List<Optional<SubjectPlaces>> remembered =
                ids.stream().map(id -> find(id, tree, today)).toList();
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (remembered.get(i).isEmpty()) {
                missing.add(ids.get(i));
            }
        }
        Map<String, SubjectPlaces> read = missing.isEmpty() ? Map.of() : read(missing, tree, today);
        List<SubjectPlaces> all = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            remembered.get(i).or(() -> Optional.ofNullable(read.get(id))).ifPresent(all::add);
        }
        return all.size() == ids.size() ? Optional.of(all) : Optional.empty();
    }

    private Optional<SubjectPlaces> find(String id, UnitTree tree, LocalDate today) {
        Known one = known.getIfPresent(id);
        return one != null && one.holds(tree, today) ? Optional.of(one.places()) : Optional.empty();
    }

    private Map<String, SubjectPlaces> read(List<String> ids, UnitTree tree, LocalDate today) {
        long before = forgotten();
        Map<String, SubjectPlaces> read = reading.apply(ids.stream().distinct().toList());
        remember(read, tree, today, before);
        return read;
    }

    private synchronized long forgotten() {
        return forgotten;
    }

    /** What was read before something changed is not remembered after it. */
    private synchronized void remember(Map<String, SubjectPlaces> read, UnitTree tree, LocalDate day, long before) {
        if (forgotten == before) {
            read.forEach((id, places) -> known.put(id, new Known(places, tree, day)));
        }
    }

    /** To be called after the change is committed. */
    synchronized void forget(String id) {
        forgotten++;
        known.invalidate(id);
    }
}
