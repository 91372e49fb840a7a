package vn.hoctap.engine.measure;

import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import vn.hoctap.api.Rational;

/**
 * What one entry gives to one way of earning points. Parts that the measure does not look at are blank, so that equal
 * contributions are equal.
 *
 * @param key what is told apart: a course, a month; blank otherwise
 * @param at when; orders {@code latest}
 * @param id breaks a tie of {@code at}
 * @param until when it lapses; {@link Instant#MAX}: never
 */
record Item(String key, Rational value, Instant at, String id, Instant until) implements Comparable<Item> {
    private static final Comparator<Item> ORDER = Comparator.comparing(Item::at)
            .thenComparing(Item::id)
            .thenComparing(Item::key)
            .thenComparing(Item::value)
            .thenComparing(Item::until);

    @Override
    public int compareTo(Item other) {
        return ORDER.compare(this, other);
    }

    /** When it begins and when it ends to be valid, as far as that is later than {@code moment}. */
    Stream<Instant> changesAfter(Instant moment) {
        return Stream.of(at, until).filter(change -> change.isAfter(moment) && change.isBefore(Instant.MAX));
    }

    boolean validAt(Instant moment) {
        return !at.isAfter(moment) && until.isAfter(moment);
    }
}
