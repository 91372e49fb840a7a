package vn.hoctap.engine.criteria;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;

/**
 * The calendar year in which facts count, in the zone of the set, and the date at which the subject's group, place and
 * age are taken (until that date has come, today's are).
 */
public record CycleRule(ZoneId zone, MonthDay referenceDate) {

    /** The cycle in which a moment lies. */
    public int yearOf(Instant moment) {
        return moment.atZone(zone).getYear();
    }

    public LocalDate referenceDate(int year) {
        return referenceDate.atYear(year);
    }

    /** The first moment that no longer belongs to the cycle. */
    public Instant end(int year) {
        return LocalDate.of(year + 1, 1, 1).atStartOfDay(zone).toInstant();
    }

    /** The date whose state of the subject decides: the reference date, or {@code now}'s date before it. */
    public LocalDate stateDate(int year, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate reference = referenceDate(year);
        return today.isBefore(reference) ? today : reference;
    }
}
