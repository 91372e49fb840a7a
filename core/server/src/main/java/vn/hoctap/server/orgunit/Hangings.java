package vn.hoctap.server.orgunit;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Under what each unit hung, hangs and will hang. */
final class Hangings {
    private final Map<String, NavigableMap<LocalDate, Hanging>> byUnit = new HashMap<>();

    Hangings(Collection<Hanging> hangings) {
        hangings.forEach(this::put);
    }

    /** What is said of other days stays as it is. */
    void put(Hanging hanging) {
        byUnit.computeIfAbsent(hanging.unit(), id -> new TreeMap<>()).put(hanging.from(), hanging);
    }

    void forget(String unit) {
        byUnit.remove(unit);
    }

    /** The earliest first. */
    List<Hanging> of(String unit) {
        NavigableMap<LocalDate, Hanging> known = byUnit.get(unit);
        return known == null ? List.of() : List.copyOf(known.values());
    }

    /** Before the first day of which something is said, that holds too. */
    @Nullable
    String parent(String unit, LocalDate date) {
        NavigableMap<LocalDate, Hanging> known = byUnit.get(unit);
        if (known == null) {
            return null;
        }
        Entry<LocalDate, Hanging> holding = known.floorEntry(date);
        return (holding == null ? known.firstEntry() : holding).getValue().parent();
    }

    Stream<Hanging> all() {
        return byUnit.values().stream().flatMap(known -> known.values().stream());
    }

    boolean same(Hangings other) {
        return byUnit.equals(other.byUnit);
    }
}
