package vn.hoctap.server.privacy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import vn.hoctap.server.http.Words;

/**
 * The clocks of Decree 356/2025/ND-CP. They run from the day after the request until the end of the last day. Public holidays
 * count as working days here, so that a deadline may be a little early and is never late.
 */
final class Clocks {
    static final int WORKING_DAYS_TO_RESPOND = 2;
    static final int DAYS_TO_COMPLETE = 15;

    private Clocks() {}

    static Instant respondBy(Instant asked) {
        LocalDate day = day(asked);
        for (int working = 0; working < WORKING_DAYS_TO_RESPOND; ) {
            day = day.plusDays(1);
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                working++;
            }
        }
        return endOf(day);
    }

    static Instant completeBy(Instant asked) {
        return endOf(day(asked).plusDays(DAYS_TO_COMPLETE));
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, Words.ZONE);
    }

    private static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(Words.ZONE).toInstant();
    }
}
