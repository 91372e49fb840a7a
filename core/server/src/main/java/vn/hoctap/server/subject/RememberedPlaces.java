package vn.hoctap.server.subject;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.vertx.core.Context;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where subjects belong today, remembered because programs send activities of the same people again and again. What this
 * process changes is forgotten at once; what another process changes may be seen so much later as the life is long, a right
 * that was taken away too. That somebody is not known is never remembered: who was entered a moment ago is found. Safe for
 * use from any thread.
 */
final class RememberedPlaces {
    /** Of a few hundred bytes each. Whoever comes when so many are remembered is read each time. */
    static final int MOST = 200_000;

    /** Holds for this day and this tree only. */
    private record Known(SubjectPlaces places, UnitTree tree, LocalDate day) {
        boolean holds(UnitTree now, LocalDate today) {
            return tree.equals(now) && day.equals(today);
        }
    }

    private final Function<Collection<String>, Map<String, SubjectPlaces>> reading;
    private final Cache<String, Known> known;
    private long forgotten;

    /**
     * @param reading places as they are now; unknown ids are absent
     * @param life how long one is remembered at most
     */
    RememberedPlaces(Function<Collection<String>, Map<String, SubjectPlaces>> reading, Duration life, Ticker ticker) {
        this.reading = reading;
        this.known = Caffeine.newBuilder()
                // No bound of its own: it would reorder old objects with every reading, and garbage collection
                // then looks at all that lies beside them.
                .expireAfterWrite(life)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /** In the order of the ids; empty when one of them is unknown, and on an event loop also when one has to be read. */
    Optional<List<SubjectPlaces>> all(List<String> ids, UnitTree tree, LocalDate today) {
        List<SubjectPlaces> all = new ArrayList<>(ids.size());
        List<String> missing = new ArrayList<>();
        for (String id : ids) {
            Known one = known.getIfPresent(id);
            if (one != null && one.holds(tree, today)) {
                all.add(one.places());
            } else {
                missing.add(id);
            }
        }
        if (missing.isEmpty()) {
            return Optional.of(all);
        }
        if (Context.isOnEventLoopThread()) {
            return Optional.empty();
        }
        Map<String, SubjectPlaces> found = new HashMap<>(read(missing, tree, today));
        all.forEach(places -> found.put(places.id(), places));
        return found.keySet().containsAll(missing)
                ? Optional.of(ids.stream().map(found::get).toList())
                : Optional.empty();
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
        if (forgotten != before) {
            return;
        }
        if (known.estimatedSize() + read.size() > MOST) {
            known.cleanUp(); // takes out what has outlived its time
        }
        read.forEach((id, places) -> {
            if (known.estimatedSize() < MOST || known.getIfPresent(id) != null) {
                known.put(id, new Known(places, tree, day));
            }
        });
    }

    /** To be called after the change is committed. */
    synchronized void forget(String id) {
        forgotten++;
        known.invalidate(id);
    }
}
