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
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where subjects belong today, remembered because programs send activities of the same people again and again. What this
 * process changes is forgotten at once, what another one changes as soon as that is heard of; and who has not heard anything for
 * longer than his patience believes nothing that he remembers. That somebody is not known is never remembered: who was
 * entered a moment ago is found. Safe for use from any thread.
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
    private final Ticker ticker;
    private final long patienceNanos;
    /** What others had changed by then is forgotten. */
    private volatile long heard;

    private long forgotten;

    /**
     * Where nobody else changes anything.
     *
     * @param reading places as they are now; unknown ids are absent
     * @param life how long one is remembered at most
     */
    RememberedPlaces(Function<Collection<String>, Map<String, SubjectPlaces>> reading, Duration life, Ticker ticker) {
        this(reading, life, Duration.ofNanos(Long.MAX_VALUE), ticker);
        this.heard = ticker.read();
    }

    /** @param patience so long ago may be when it was heard last what others have changed */
    RememberedPlaces(
            Function<Collection<String>, Map<String, SubjectPlaces>> reading,
            Duration life,
            Duration patience,
            Ticker ticker) {
        this.reading = reading;
        this.ticker = ticker;
        this.patienceNanos = patience.toNanos();
        this.heard = ticker.read() - patienceNanos;
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
        boolean believed = ticker.read() - heard < patienceNanos;
        for (String id : ids) {
            Known one = believed ? known.getIfPresent(id) : null;
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

    /** @param others gives the keys of those whom others have changed since it was asked last; empty: nobody knows */
    void hear(Supplier<Optional<Set<Long>>> others) {
        long asked = ticker.read();
        Optional<Set<Long>> changed = others.get();
        synchronized (this) {
            if (changed.filter(Set::isEmpty).isEmpty()) {
                forgotten++;
                changed.ifPresentOrElse(this::drop, known::invalidateAll);
            }
            heard = asked;
        }
    }

    /** By their keys: who was erased has another id by now. */
    private void drop(Set<Long> keys) {
        known.asMap().values().removeIf(one -> keys.contains(one.places().key()));
    }

    /** To be called after the change is committed. */
    synchronized void forget(String id) {
        forgotten++;
        known.invalidate(id);
    }
}
