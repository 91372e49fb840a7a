package vn.hoctap.engine.criteria;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Optional;
import vn.hoctap.engine.expression.Suggestions;

/** Reads what a set says about time: from when on it is in force, its cycle, and how long its title is valid. */
final class CalendarReader {
    private static final ZoneId DEFAULT_ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final MonthDay DEFAULT_REFERENCE = MonthDay.of(12, 31);

    private final Part.Mapping document;
    private final Faults faults;

    CalendarReader(Part.Mapping document, Faults faults) {
        this.document = document;
        this.faults = faults;
    }

    Optional<LocalDate> effective() {
        Optional<Part.Mapping> holder = document.mapping("effective");
        Optional<String> from = holder.flatMap(effective -> effective.text("from"));
        try {
            return from.map(LocalDate::parse);
        } catch (DateTimeException noDay) {
            faults.add(
                    holder.orElse(document).at("from"),
                    "“" + from.get() + "” is no day.",
                    "Write year-month-day, for example 2023-10-25.");
            return Optional.empty();
        }
    }

    CycleRule cycle() {
        Part.Mapping cycle = document.mapping("cycle").orElse(document);
        return new CycleRule(
                cycle.text("zone").map(zone -> zone(zone, cycle)).orElse(DEFAULT_ZONE),
                cycle.text("referenceDate").map(date -> reference(date, cycle)).orElse(DEFAULT_REFERENCE));
    }

    private ZoneId zone(String zone, Part.Mapping cycle) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            String remedy = Suggestions.nearest(zone, ZoneId.getAvailableZoneIds())
                    .map(near -> "Did you mean “" + near + "”?")
                    .orElse("Write a zone such as Asia/Ho_Chi_Minh.");
            faults.add(cycle.at("zone"), "The time zone “" + zone + "” is unknown.", remedy);
            return DEFAULT_ZONE;
        }
    }

    private MonthDay reference(String date, Part.Mapping cycle) {
        try {
            return MonthDay.parse("--" + date);
        } catch (DateTimeException noDay) {
            faults.add(
                    cycle.at("referenceDate"),
                    "“" + date + "” is no day of the year.",
                    "Write month-day in quotes, for example \"12-31\".");
            return DEFAULT_REFERENCE;
        }
    }

    Validity validity() {
        Optional<Part.Mapping> found = document.mapping("validity");
        if (found.isEmpty()) {
            return new Validity.Unlimited();
        }
        Part.Mapping validity = found.get();
        boolean months = validity.get("months").isPresent();
        if (months == validity.get("until").isPresent()) {
            faults.add(
                    validity,
                    months ? "“months” and “until” stand side by side." : "It is not said how long the title is valid.",
                    "Write {months: 12}, {months: 36, from: end-of-cycle} or {until: end-of-next-cycle}.");
        } else if (!months && validity.get("from").isPresent()) {
            faults.add(validity.at("from"), "“from” means nothing beside “until”.", "Take it out.");
        }
        return months
                ? new Validity.Months(
                        Values.months(validity, "months").orElse(1),
                        Values.choice(validity, "from", Validity.From.class).orElse(Validity.From.AWARD))
                : new Validity.EndOfNextCycle();
    }
}
