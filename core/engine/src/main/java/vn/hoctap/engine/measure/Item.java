package vn.hoctap.engine.measure;

import java.time.Instant;
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

    /** One among many that are alike. */
    static Item plain(String key, Rational value) {
        return new Item(key, value, Instant.EPOCH, "", Instant.MAX);
    }

    /** By time, id, key, value and end. */
    @Override
    public int compareTo(Item other) {
        int order = at.compareTo(other.at);
        order = order != 0 ? order : id.compareTo(other.id);
        order = order != 0 ? order : key.compareTo(other.key);
        order = order != 0 ? order : value.compareTo(other.value);
        return order != 0 ? order : until.compareTo(other.until);
    }

    boolean validAt(Instant moment) {
        return !at.isAfter(moment) && until.isAfter(moment);
    }

    /** The first moment after this one at which it begins or ceases to be valid; {@link Instant#MAX}: there is none. */
    Instant changes(Instant after) {
        return at.isAfter(after) ? at : until.isAfter(after) ? until : Instant.MAX;
    }
}
