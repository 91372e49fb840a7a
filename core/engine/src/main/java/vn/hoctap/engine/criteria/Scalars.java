package vn.hoctap.engine.criteria;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a YAML scalar without quotes means: as in JSON, and nothing of YAML 1.1's surprises ({@code no} is a text, {@code
 * 12-31} is one, {@code 010} too). Numbers are read from their digits, so that 69.99 is exactly 69.99.
 */
final class Scalars {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,4})?");
    static final int MAX_DIGITS = 100;

    private Scalars() {}

    /** @throws ArithmeticException when it is a number with more than 100 digits */
    static @Nullable Object plain(String text) {
        return switch (text) {
            case "", "~", "null" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> isNumber(text) ? number(new BigDecimal(text)) : text;
        };
    }

    /** Equal numbers are equal objects: without trailing zeros. */
    static BigDecimal number(BigDecimal read) {
        if (read.precision() > MAX_DIGITS || Math.abs((long) read.scale()) > MAX_DIGITS) {
            throw new ArithmeticException("number with more than " + MAX_DIGITS + " digits");
        }
        return read.stripTrailingZeros();
    }

    /** As an author would write it. */
    static String show(@Nullable Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }

    private static boolean isNumber(String text) {
        boolean maybe = !text.isEmpty() && (text.charAt(0) == '-' || Character.isDigit(text.charAt(0)));
        return maybe && NUMBER.matcher(text).matches();
    }
}
