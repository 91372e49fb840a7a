package vn.hoctap.api;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An exact rational number, reduced, with a positive denominator. Points, hours and shares are rationals, because a
 * title must never depend on how a binary fraction was rounded: 84.5, 69.99 and 2/3 are exactly themselves.
 *
 * <p>Numerator and denominator are at most {@value #MAX_BITS} bits long; an operation whose result would be longer, and
 * a division by zero, throw {@link ArithmeticException}. Equality is numeric: {@code 84.5} equals {@code 84.50}.
 */
public final class Rational implements Comparable<Rational> {
    private static final int MAX_BITS = 512;
    private static final int MAX_DIGITS = 100;

    public static final Rational ZERO = new Rational(BigInteger.ZERO, BigInteger.ONE);
    public static final Rational ONE = new Rational(BigInteger.ONE, BigInteger.ONE);

    private final BigInteger numerator;
    private final BigInteger denominator;

    private Rational(BigInteger numerator, BigInteger denominator) {
        if (numerator.bitLength() > MAX_BITS || denominator.bitLength() > MAX_BITS) {
            throw new ArithmeticException("number longer than " + MAX_BITS + " bits");
        }
        this.numerator = numerator;
        this.denominator = denominator;
    }

    public static Rational of(long value) {
        return value == 0 ? ZERO : value == 1 ? ONE : new Rational(BigInteger.valueOf(value), BigInteger.ONE);
    }

    /** @throws ArithmeticException when the decimal has more than 100 digits on either side of its point */
    public static Rational of(BigDecimal value) {
        if (Math.abs((long) value.scale()) > MAX_DIGITS || value.precision() > MAX_DIGITS) {
            throw new ArithmeticException("number with more than " + MAX_DIGITS + " digits");
        }
        return value.scale() <= 0
                ? new Rational(value.toBigIntegerExact(), BigInteger.ONE)
                : ratio(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
    }

    /** @throws NumberFormatException when the text is no decimal number */
    public static Rational of(String decimal) {
        return of(new BigDecimal(decimal));
    }

    /** Reads what {@link #toString} wrote: a plain decimal, or {@code n/d}. */
    public static Rational parse(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? of(text)
                : ratio(new BigInteger(text.substring(0, slash)), new BigInteger(text.substring(slash + 1)));
    }

    public static Rational ratio(long numerator, long denominator) {
        return ratio(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    public static Rational ratio(BigInteger numerator, BigInteger denominator) {
        if (denominator.signum() == 0) {
            throw new ArithmeticException("division by zero");
        }
        BigInteger divisor = numerator.gcd(denominator);
        if (denominator.signum() < 0) {
            divisor = divisor.negate();
        }
        return new Rational(numerator.divide(divisor), denominator.divide(divisor));
    }

    public Rational plus(Rational other) {
        if (denominator.equals(other.denominator)) {
            return denominator.equals(BigInteger.ONE)
                    ? new Rational(numerator.add(other.numerator), BigInteger.ONE)
                    : ratio(numerator.add(other.numerator), denominator);
        }
        return ratio(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    public Rational minus(Rational other) {
        return plus(other.negate());
    }

    public Rational times(Rational other) {
        return ratio(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    public Rational over(Rational other) {
        return ratio(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
    }

    public Rational negate() {
        return new Rational(numerator.negate(), denominator);
    }

    public Rational abs() {
        return signum() < 0 ? negate() : this;
    }

    /** The largest integer that is not greater than this number. */
    public BigInteger floor() {
        BigInteger[] parts = numerator.divideAndRemainder(denominator);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    public Rational min(Rational other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Rational max(Rational other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public int signum() {
        return numerator.signum();
    }

    public boolean atLeast(Rational other) {
        return compareTo(other) >= 0;
    }

    public BigInteger numerator() {
        return numerator;
    }

    public BigInteger denominator() {
        return denominator;
    }

    /** Rounded half up to {@code scale} digits after the point; for showing only, never for comparing. */
    public BigDecimal toDecimal(int scale) {
        return new BigDecimal(numerator).divide(new BigDecimal(denominator), scale, RoundingMode.HALF_UP);
    }

    @Override
    public int compareTo(Rational other) {
        return denominator.equals(other.denominator)
                ? numerator.compareTo(other.numerator)
                : numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rational that
                && numerator.equals(that.numerator)
                && denominator.equals(that.denominator);
    }

    @Override
    public int hashCode() {
        return numerator.hashCode() * 31 + denominator.hashCode();
    }

    /** A plain decimal where that is exact, otherwise {@code n/d}. */
    @Override
    public String toString() {
        if (denominator.equals(BigInteger.ONE)) {
            return numerator.toString();
        }
        try {
            return new BigDecimal(numerator).divide(new BigDecimal(denominator)).toPlainString();
        } catch (ArithmeticException notFinite) {
            return numerator + "/" + denominator;
        }
    }
}
