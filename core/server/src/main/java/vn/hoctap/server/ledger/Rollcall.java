package vn.hoctap.server.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.measure.State.Sum;

/** The headcounts of one collective while a batch works on it, and what its members gave. */
final class Rollcall {
    private record Giving(long member, Pair pair) {}

    private final Map<Pair, Headcount> stored;
    private final Map<Pair, Headcount> counts;
    private final Map<Giving, Contribution> given = new HashMap<>();
    private final Map<Giving, Contribution> written = new LinkedHashMap<>();
    private List<Long> done = List.of();

    Rollcall(Collection<Headcount> stored) {
        this.stored = new LinkedHashMap<>();
        stored.forEach(count -> this.stored.put(count.pair(), count));
        this.counts = new LinkedHashMap<>(this.stored);
    }

    /** As it is once what was counted is written. */
    Rollcall next() {
        Rollcall next = new Rollcall(counts.values());
        next.given.putAll(given);
        return next;
    }

    Optional<Headcount> of(Pair pair) {
        return Optional.ofNullable(counts.get(pair));
    }

    Collection<Headcount> all() {
        return List.copyOf(counts.values());
    }

    void put(Headcount count) {
        counts.put(count.pair(), count);
    }

    void drop(Pair pair) {
        counts.remove(pair);
    }

    /** Whether its first count is not through yet. */
    boolean isCounting(Pair pair) {
        return of(pair).filter(count -> !count.isWhole()).isPresent();
    }

    /** Whether its first count has come to its end in this batch. */
    boolean isNew(Headcount count) {
        Headcount before = stored.get(count.pair());
        return before == null || !before.isWhole() || before.epoch() != count.epoch();
    }

    /** What is stored. */
    void know(Contribution contribution) {
        given.putIfAbsent(new Giving(contribution.member(), contribution.pair()), contribution);
    }

    /** A member gives this to the headcount now. */
    Headcount give(Headcount count, long member, List<Sum> sums) {
        Giving giving = new Giving(member, count.pair());
        Contribution before = given.get(giving);
        List<Sum> counted =
                before != null && before.epoch() == count.epoch() ? before.sums() : Headcount.nothing(sums.size());
        Contribution now = new Contribution(member, count.pair(), count.epoch(), sums);
        if (!counted.equals(sums) || isLeftOver(before, now)) {
            given.put(giving, now);
            written.put(giving, now);
        }
        return counted.equals(sums) ? count : count.with(sums, counted);
    }

    private static boolean isLeftOver(@Nullable Contribution before, Contribution now) {
        return before != null && before.epoch() != now.epoch();
    }

    /** @param seqs of those who waited to be looked at again */
    void done(List<Long> seqs) {
        done = done.isEmpty() ? new ArrayList<>() : done;
        done.addAll(seqs);
    }

    List<Long> done() {
        return done;
    }

    /** Those that are not as they are stored. */
    List<Headcount> changed() {
        return counts.values().stream()
                .filter(count -> !count.equals(stored.get(count.pair())))
                .toList();
    }

    List<Pair> gone() {
        return stored.keySet().stream()
                .filter(pair -> !counts.containsKey(pair))
                .toList();
    }

    Collection<Contribution> written() {
        return written.values();
    }
}
