package vn.hoctap.server.subject;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Somebody belongs to a family, clan or other collective on the days of {@code [from, to)}; both by their ids. */
public record Membership(
        String member,
        String collective,
        LocalDate from,
        @Nullable LocalDate to) {

    public boolean covers(LocalDate day) {
        return !day.isBefore(from) && isBefore(day, to);
    }

    public boolean overlaps(Membership other) {
        return isBefore(from, other.to) && isBefore(other.from, to);
    }

    private static boolean isBefore(LocalDate day, @Nullable LocalDate end) {
        return end == null || day.isBefore(end);
    }
}
