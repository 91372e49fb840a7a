package vn.hoctap.server.ledger;

import java.time.Instant;
import java.time.Year;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** Reads the one form in which nearly all times come, {@code 2026-03-05T17:00:00.123+07:00}, much faster than the JDK. */
final class PlainTime {
    private static final int FIRST_YEAR = 1900;
    private static final int SECONDS_END = 19;
    private static final int MAX_FRACTION = 9;
    private static final int MICRO_DIGITS = 6;
    private static final int MAX_OFFSET_HOURS = 17;

    private PlainTime() {}

    /** To the microsecond, from the year 1900 on; null when it is written in another form, or is no time. */
    static @Nullable Instant parse(String text) {
        int end = text.length();
        if (end <= SECONDS_END
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 2);
        int day = number(text, 8, 2);
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, 17, 2);
        if (year < FIRST_YEAR || !isDay(year, month, day) || !isBelow(24, hour) || !isMinute(minute, second)) {
            return null;
        }
        int zone = text.charAt(SECONDS_END) == '.' ? digitsEnd(text, SECONDS_END + 1) : SECONDS_END;
        if (zone == SECONDS_END + 1 || zone > SECONDS_END + 1 + MAX_FRACTION || zone == end) {
            return null;
        }
        int offset = offset(text, zone);
        if (offset == Integer.MIN_VALUE) {
            return null;
        }
        long local = epochDay(year, month, day) * 86_400 + hour * 3_600L + minute * 60L + second;
        return Instant.ofEpochSecond(local - offset, micros(text, zone) * 1_000L);
    }

    /** Of two or four digits; negative when there is something else. */
    private static int number(String text, int at, int digits) {
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static boolean isDay(int year, int month, int day) {
        return month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
    }

    private static boolean isBelow(int end, int value) {
        return value >= 0 && value < end;
    }

    private static boolean isMinute(int minute, int second) {
        return isBelow(60, minute) && isBelow(60, second);
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** What is finer is cut off. */
    private static int micros(String text, int zone) {
        int micros = 0;
        for (int i = 1; i <= MICRO_DIGITS; i++) {
            micros = micros * 10 + (SECONDS_END + i < zone ? text.charAt(SECONDS_END + i) - '0' : 0);
        }
        return micros;
    }

    /** In seconds; the smallest number when there is none. */
    private static int offset(String text, int at) {
        char sign = text.charAt(at);
        if (sign == 'Z' && text.length() == at + 1) {
            return 0;
        }
        if ((sign != '+' && sign != '-') || text.length() != at + 6 || text.charAt(at + 3) != ':') {
            return Integer.MIN_VALUE;
        }
        int hours = number(text, at + 1, 2);
        int minutes = number(text, at + 4, 2);
        if (!isBelow(MAX_OFFSET_HOURS + 1, hours) || !isBelow(60, minutes)) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3_600 + minutes * 60;
        return sign == '-' ? -seconds : seconds;
    }

    /** As {@link java.time.LocalDate#toEpochDay}, without making the date. */
    private static long epochDay(int year, int month, int day) {
        long days = 365L * year + (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
        days += (367 * month - 362) / 12 + day - 1;
        if (month > 2) {
            days -= Year.isLeap(year) ? 1 : 2;
        }
        return days - 719_528;
    }
}
