package vn.hoctap.server.live;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an event stands among all: a reader that has seen it has seen everything before it.
 *
 * @param transaction that wrote it
 * @param row of the outbox
 * @param part of the row
 */
record EventId(long transaction, long row, int part) implements Comparable<EventId> {
    private static final Comparator<EventId> ORDER = Comparator.comparingLong(EventId::transaction)
            .thenComparingLong(EventId::row)
            .thenComparingInt(EventId::part);
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18})-(\\d{1,18})(?:-(\\d{1,9}))?");

    /** After all parts of a row. */
    static EventId endOf(long transaction, long row) {
        return new EventId(transaction, row, Integer.MAX_VALUE);
    }

    static Optional<EventId> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        return written.matches()
                ? Optional.of(new EventId(
                        Long.parseLong(written.group(1)),
                        Long.parseLong(written.group(2)),
                        written.group(3) == null ? Integer.MAX_VALUE : Integer.parseInt(written.group(3))))
                : Optional.empty();
    }

    boolean isAfter(EventId other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(EventId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return transaction + "-" + row + (part == Integer.MAX_VALUE ? "" : "-" + part);
    }
}
