package vn.hoctap.engine.expression;

import dev.cel.runtime.CelFunctionBinding;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import vn.hoctap.api.Rational;

/** What our own functions do. Overload ids are ours alone: one that CEL already has would silently be ignored. */
@SuppressWarnings("Immutable") // The records below hold nothing but pure functions, which Error Prone cannot know.
final class Functions {
    static final String NEGATE = "negate_number";
    static final String DATE = "date_text";

    record NumberComparison(String function, String overload, IntPredicate holds) {}

    record Calculation(String function, String overload, BinaryOperator<Rational> result) {}

    record TimePart(String function, ToIntFunction<ZonedDateTime> value) {
        String overload() {
            return function + "_utc";
        }

        String zonedOverload() {
            return function + "_zone";
        }
    }

    /** Equality is not among them: CEL's own goes through {@link ExactNumber#equals}. */
    static final List<NumberComparison> COMPARISONS = List.of(
            new NumberComparison("_<_", "less_number", order -> order < 0),
            new NumberComparison("_<=_", "less_equals_number", order -> order <= 0),
            new NumberComparison("_>_", "greater_number", order -> order > 0),
            new NumberComparison("_>=_", "greater_equals_number", order -> order >= 0));

    static final List<Calculation> CALCULATIONS = List.of(
            new Calculation("_+_", "add_number", Rational::plus),
            new Calculation("_-_", "subtract_number", Rational::minus),
            new Calculation("_*_", "multiply_number", Rational::times),
            new Calculation("_/_", "divide_number", Rational::over));

    static final List<TimePart> TIME_PARTS = List.of(
            new TimePart("getFullYear", ZonedDateTime::getYear),
            new TimePart("getMonth", at -> at.getMonthValue() - 1),
            new TimePart("getDate", ZonedDateTime::getDayOfMonth),
            new TimePart("getDayOfWeek", at -> at.getDayOfWeek().getValue() % 7));

    static final List<CelFunctionBinding> BINDINGS = bindings();

    private Functions() {}

    private static List<CelFunctionBinding> bindings() {
        List<CelFunctionBinding> all = new ArrayList<>();
        for (NumberComparison comparison : COMPARISONS) {
            all.add(CelFunctionBinding.from(
                    comparison.overload(),
                    ExactNumber.class,
                    ExactNumber.class,
                    (left, right) -> comparison.holds().test(left.compareTo(right))));
        }
        for (Calculation calculation : CALCULATIONS) {
            all.add(CelFunctionBinding.from(
                    calculation.overload(),
                    ExactNumber.class,
                    ExactNumber.class,
                    (left, right) -> calculate(calculation, left, right)));
        }
        all.add(CelFunctionBinding.from(
                NEGATE,
                ExactNumber.class,
                number -> ExactNumber.of(number.rational().negate())));
        all.add(CelFunctionBinding.from(DATE, String.class, Functions::startOfDay));
        all.add(CelFunctionBinding.from("size_of_text", String.class, Functions::length));
        all.add(CelFunctionBinding.from("text_size", String.class, Functions::length));
        all.add(CelFunctionBinding.from("size_of_list", List.class, list -> ExactNumber.of(list.size())));
        all.add(CelFunctionBinding.from("list_size_number", List.class, list -> ExactNumber.of(list.size())));
        for (TimePart part : TIME_PARTS) {
            all.add(CelFunctionBinding.from(part.overload(), Instant.class, at -> read(part, at, "UTC")));
            all.add(CelFunctionBinding.from(
                    part.zonedOverload(), Instant.class, String.class, (at, zone) -> read(part, at, zone)));
        }
        return List.copyOf(all);
    }

    private static ExactNumber calculate(Calculation calculation, ExactNumber left, ExactNumber right) {
        try {
            return ExactNumber.of(calculation.result().apply(left.rational(), right.rational()));
        } catch (ArithmeticException e) {
            throw Unanswered.failed(
                    calculation.function().equals("_/_") && right.rational().signum() == 0
                            ? "The expression divides " + left + " by zero."
                            : "A number in the expression grows too long.");
        }
    }

    static Instant startOfDay(String day) {
        try {
            return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw Unanswered.failed("“" + day + "” is no date; a date is written 2025-01-31.");
        }
    }

    private static ExactNumber length(String text) {
        return ExactNumber.of(text.codePointCount(0, text.length()));
    }

    private static ExactNumber read(TimePart part, Instant at, String zone) {
        try {
            return ExactNumber.of(part.value().applyAsInt(at.atZone(ZoneId.of(zone))));
        } catch (DateTimeException e) {
            throw Unanswered.failed("“" + zone + "” is no time zone; one is written Asia/Ho_Chi_Minh.");
        }
    }
}
