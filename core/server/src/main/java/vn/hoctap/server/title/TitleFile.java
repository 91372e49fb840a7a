package vn.hoctap.server.title;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.hoctap.engine.decision.Circumstances.HeldLevel;
import vn.hoctap.engine.expression.Holdings;

/**
 * All titles of one subject, and what a transaction does to them before it is written. Most people have none yet, and are
 * asked for every activity. Not thread-safe.
 */
public final class TitleFile {
    private static final Comparator<Title> LATEST =
            Comparator.comparing(Title::awardedAt).thenComparing(Title::serial);

    private static final Holdings NONE = (title, level) -> false;

    private final Map<String, Title> bySerial = new LinkedHashMap<>();
    private Set<String> added = Set.of();
    private Set<String> changed = Set.of();

    public TitleFile(Collection<Title> stored) {
        stored.forEach(title -> bySerial.put(title.serial(), title));
    }

    public Optional<Title> find(String serial) {
        return Optional.ofNullable(bySerial.get(serial));
    }

    public boolean isEmpty() {
        return bySerial.isEmpty();
    }

    public List<Title> all() {
        return bySerial.isEmpty() ? List.of() : List.copyOf(bySerial.values());
    }

    public List<Title> of(String title, int cycle) {
        return bySerial.isEmpty()
                ? List.of()
                : bySerial.values().stream().filter(t -> t.isOf(title, cycle)).toList();
    }

    /** Every pair of title and cycle has at most one. */
    public List<Title> live() {
        return bySerial.isEmpty()
                ? List.of()
                : bySerial.values().stream().filter(t -> t.state().live()).toList();
    }

    public Holdings holdings(Instant asOf) {
        if (bySerial.isEmpty()) {
            return NONE;
        }
        // As they are now, and without what else is in this file: holdings are kept for as long as the decision on
        // them.
        List<Title> all = all();
        return (title, level) -> all.stream()
                .anyMatch(t -> t.title().equals(title) && (level == null || level.equals(t.level())) && t.heldAt(asOf));
    }

    /** The level of the latest valid title of that name, and since when the subject has had it without a gap in it. */
    public Optional<HeldLevel> heldLevel(String title, Instant asOf) {
        if (bySerial.isEmpty()) {
            return Optional.empty();
        }
        return bySerial.values().stream()
                .filter(t -> t.title().equals(title) && t.heldAt(asOf))
                .max(LATEST)
                .flatMap(held -> Optional.ofNullable(held.level()).map(level -> new HeldLevel(level, since(held))));
    }

    private Instant since(Title held) {
        return bySerial.values().stream()
                .filter(t -> t.title().equals(held.title()) && t.state() != TitleState.WITHDRAWN)
                .filter(t -> held.level() != null && held.level().equals(t.level()))
                .map(Title::awardedAt)
                .min(Comparator.naturalOrder())
                .orElse(held.awardedAt());
    }

    /** Adds a title or replaces it by its newer state; one that ends before it was ever written never was. */
    public void put(Title title) {
        if (added.contains(title.serial()) && !title.state().live()) {
            added.remove(title.serial());
            bySerial.remove(title.serial());
        } else if (bySerial.put(title.serial(), title) == null) {
            added = with(added, title.serial());
        } else if (!added.contains(title.serial())) {
            changed = with(changed, title.serial());
        }
    }

    private static Set<String> with(Set<String> some, String one) {
        Set<String> more = new LinkedHashSet<>(some);
        more.add(one);
        return more;
    }

    /** New in this transaction. */
    public List<Title> added() {
        return added.isEmpty()
                ? List.of()
                : added.stream().map(serial -> bySerial.get(serial)).toList();
    }

    /** Stored before and altered in this transaction. */
    public List<Title> changed() {
        return changed.isEmpty()
                ? List.of()
                : changed.stream().map(serial -> bySerial.get(serial)).toList();
    }
}
