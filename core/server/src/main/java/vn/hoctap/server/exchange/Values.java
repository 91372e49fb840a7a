package vn.hoctap.server.exchange;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.subject.SearchText;

/**
 * What people write into cells and what they mean by it. Whatever can mean two things is refused: {@code 1.250} is one and
 * a quarter to some and more than a thousand to others.
 */
final class Values {
    private static final ZoneId ZONE = Words.ZONE;
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})");
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})[/.-](\\d{1,2})[/.-](\\d{1,2})");
    private static final Pattern MOMENT =
            Pattern.compile("(\\S+?)(?:T|\\s+)(\\d{1,2})(?::|h|g)(\\d{2})?(?::(\\d{2})(?:\\.\\d+)?)?");
    private static final Pattern SERIAL = Pattern.compile("\\d{5}(\\.\\d+)?");

    private static final Pattern PLAIN = Pattern.compile("-?\\d{1,30}");
    /** Something stands behind one point or comma, and it is not a group of thousands: 12,5 or 0.125 or 1234,567. */
    private static final Pattern DECIMAL = Pattern.compile("(-?)(\\d{1,30})[.,](\\d{1,30})");

    /** 1.250.000 or 1.250,5, as in Vietnam. */
    private static final Pattern POINTS = Pattern.compile("-?\\d{1,3}(\\.\\d{3})+(,\\d{1,30})?");
    /** 1,250,000 or 1,250.5. */
    private static final Pattern COMMAS = Pattern.compile("-?\\d{1,3}(,\\d{3})+(\\.\\d{1,30})?");

    private static final Pattern GROUP = Pattern.compile("-?[1-9]\\d{0,2}[.,]\\d{3}");

    private static final Map<String, Boolean> TRUTHS = Map.ofEntries(
            Map.entry("true", true),
            Map.entry("1", true),
            Map.entry("x", true),
            Map.entry("co", true),
            Map.entry("yes", true),
            Map.entry("dung", true),
            Map.entry("dat", true),
            Map.entry("false", false),
            Map.entry("0", false),
            Map.entry("khong", false),
            Map.entry("no", false),
            Map.entry("sai", false),
            Map.entry("chua dat", false),
            Map.entry("khong dat", false));

    private Values() {}

    /** A number, or why it is none: {@code number} or, when it can mean two, {@code ambiguous}. */
    sealed interface Amount {
        record Of(BigDecimal value) implements Amount {}

        record None(String code) implements Amount {}
    }

    static Amount number(Cell cell) {
        String text = cell.text().replace("\u00a0", "").replace(" ", "");
        try {
            if (cell.typed() || PLAIN.matcher(text).matches()) {
                return new Amount.Of(new BigDecimal(text));
            }
            if (GROUP.matcher(text).matches()) {
                return new Amount.None("ambiguous");
            }
            if (DECIMAL.matcher(text).matches()) {
                return new Amount.Of(new BigDecimal(text.replace(',', '.')));
            }
            if (POINTS.matcher(text).matches()) {
                return new Amount.Of(new BigDecimal(text.replace(".", "").replace(',', '.')));
            }
            if (COMMAS.matcher(text).matches()) {
                return new Amount.Of(new BigDecimal(text.replace(",", "")));
            }
        } catch (NumberFormatException none) {
            // said below
        }
        return new Amount.None("number");
    }

    static Optional<Boolean> truth(Cell cell) {
        return Optional.ofNullable(TRUTHS.get(SearchText.of(cell.text())));
    }

    /** A day; a time that stands behind it is passed over. */
    static Optional<LocalDate> day(Cell cell) {
        return localDay(cell.text())
                .or(() -> moment(cell.text()).map(LocalDateTime::toLocalDate))
                .or(() -> withOffset(cell.text())
                        .map(moment -> moment.atZoneSameInstant(ZONE).toLocalDate()));
    }

    /** A moment, on the clock of Vietnam unless an offset says otherwise. A day alone means its {@code time}. */
    static Optional<OffsetDateTime> moment(Cell cell, LocalTime time) {
        String text = cell.text();
        return withOffset(text)
                .or(() -> localDay(text)
                        .map(day -> day.atTime(time))
                        .or(() -> moment(text))
                        .map(Values::here));
    }

    private static OffsetDateTime here(LocalDateTime moment) {
        return moment.atZone(ZONE).toOffsetDateTime();
    }

    private static Optional<OffsetDateTime> withOffset(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeParseException without) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> localDay(String text) {
        Matcher dayFirst = DAY_FIRST.matcher(text);
        if (dayFirst.matches()) {
            return day(dayFirst.group(3), dayFirst.group(2), dayFirst.group(1));
        }
        Matcher yearFirst = YEAR_FIRST.matcher(text);
        if (yearFirst.matches()) {
            return day(yearFirst.group(1), yearFirst.group(2), yearFirst.group(3));
        }
        return SERIAL.matcher(text).matches() && text.indexOf('.') < 0
                ? Serials.date(new BigDecimal(text)).map(LocalDateTime::toLocalDate)
                : Optional.empty();
    }

    private static Optional<LocalDate> day(String year, String month, String day) {
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDateTime> moment(String text) {
        if (SERIAL.matcher(text).matches()) {
            return Serials.date(new BigDecimal(text));
        }
        Matcher moment = MOMENT.matcher(text);
        if (!moment.matches()) {
            return Optional.empty();
        }
        try {
            LocalTime time = LocalTime.of(part(moment.group(2)), part(moment.group(3)), part(moment.group(4)));
            return localDay(moment.group(1)).map(day -> day.atTime(time));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    private static int part(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
