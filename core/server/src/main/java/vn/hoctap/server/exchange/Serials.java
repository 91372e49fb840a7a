package vn.hoctap.server.exchange;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/** Dates as spreadsheets count them: days since the end of 1899, with the day's part behind the point. */
final class Serials {
    private static final LocalDate BEGINNING = LocalDate.of(1899, 12, 30);
    private static final BigDecimal SECONDS = BigDecimal.valueOf(86_400);
    /** Before it the count is a day off, for it takes 1900 for a leap year. */
    private static final BigDecimal FIRST = BigDecimal.valueOf(61);

    private static final BigDecimal LAST = BigDecimal.valueOf(2_958_465);

    private Serials() {}

    /** To the nearest second; empty when no day has such a number. */
    static Optional<LocalDateTime> date(BigDecimal serial) {
        if (serial.compareTo(FIRST) < 0 || serial.compareTo(LAST) > 0) {
            return Optional.empty();
        }
        long seconds =
                serial.multiply(SECONDS).setScale(0, RoundingMode.HALF_UP).longValueExact();
        return Optional.of(BEGINNING.atStartOfDay().plusSeconds(seconds));
    }
}
