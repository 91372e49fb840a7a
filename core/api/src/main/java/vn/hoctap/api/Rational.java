package vn.hoctap.api;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
    /** Points and hours are mostly small whole numbers: these exist once. */
    private static final Rational[] WHOLE = new Rational[257];

    /** The powers of ten that fit into a long, by their exponent. */
    private static final long[] TENS = new long[19];

    static {
        TENS[0] = 1;
        for (int exponent = 1; exponent < TENS.length; exponent++) {
            TENS[exponent] = 10 * TENS[exponent - 1];
        }
        for (int value = 0; value < WHOLE.length; value++) {
            WHOLE[value] = new Rational(value, 1, null);
        }
    }

    public static final Rational ZERO = of(0);
    public static final Rational ONE = of(1);

    /** Numbers whose two parts fit into a long, as nearly all do, are worked out with longs; these two are 0 otherwise. */
    private final long numerator;

    private final long denominator;

    private final @Nullable Big big;

    /** The parts of a number of which one does not fit into a long, or is its least value, which has no opposite. */
    private record Big(BigInteger numerator, BigInteger denominator) {}

    private Rational(long numerator, long denominator, @Nullable Big big) {
        this.numerator = numerator;
        this.denominator = denominator;
        this.big = big;
    }

    public static Rational of(long value) {
        if (value >= 0 && value < WHOLE.length) {
            return WHOLE[(int) value];
        }
        return value == Long.MIN_VALUE
                ? reduced(BigInteger.valueOf(value), BigInteger.ONE)
                : new Rational(value, 1, null);
    }

    /** @throws ArithmeticException when the decimal has more than 100 digits on either side of its point */
    public static Rational of(BigDecimal value) {
        if (Math.abs((long) value.scale()) > MAX_DIGITS || value.precision() > MAX_DIGITS) {
            throw new ArithmeticException("number with more than " + MAX_DIGITS + " digits");
        }
        if (value.scale() <= 0) {
            return reduced(value.toBigIntegerExact(), BigInteger.ONE);
        }
        return value.scale() < TENS.length && value.precision() < TENS.length
                ? ratio(value.unscaledValue().longValue(), TENS[value.scale()])
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
        if (denominator == 0) {
            throw new ArithmeticException("division by zero");
        }
        if (denominator == 1) {
            return of(numerator);
        }
        if (numerator == Long.MIN_VALUE || denominator == Long.MIN_VALUE) {
            return ratio(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
        }
        long divisor = divisor(Math.abs(numerator), Math.abs(denominator));
        long signed = denominator < 0 ? -divisor : divisor;
        return denominator == signed
                ? of(numerator / signed)
                : new Rational(numerator / signed, denominator / signed, null);
    }

    public static Rational ratio(BigInteger numerator, BigInteger denominator) {
        if (denominator.signum() == 0) {
            throw new ArithmeticException("division by zero");
        }
        BigInteger divisor = numerator.gcd(denominator);
        if (denominator.signum() < 0) {
            divisor = divisor.negate();
        }
        return reduced(numerator.divide(divisor), denominator.divide(divisor));
    }

    private static Rational reduced(BigInteger numerator, BigInteger denominator) {
        if (fits(numerator) && fits(denominator)) {
            return denominator.equals(BigInteger.ONE)
                    ? of(numerator.longValue())
                    : new Rational(numerator.longValue(), denominator.longValue(), null);
        }
        if (numerator.bitLength() > MAX_BITS || denominator.bitLength() > MAX_BITS) {
            throw new ArithmeticException("number longer than " + MAX_BITS + " bits");
        }
        return new Rational(0, 0, new Big(numerator, denominator));
    }

    private static boolean fits(BigInteger part) {
        return part.bitLength() < Long.SIZE && part.longValue() != Long.MIN_VALUE;
    }

    /** The greatest common divisor of two numbers that are not negative and not both zero. */
    private static long divisor(long one, long other) {
        long a = one;
        long b = other;
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }

    /** Whether the product is {@code one * other} and not what is left of a longer one. */
    private static boolean isProduct(long one, long other, long product) {
        return Math.multiplyHigh(one, other) == product >> (Long.SIZE - 1);
    }

    private static boolean isSum(long one, long other, long sum) {
        return ((one ^ sum) & (other ^ sum)) >= 0;
    }

    public Rational plus(Rational other) {
        if (big == null && other.big == null) {
            if (denominator == other.denominator) {
                long sum = numerator + other.numerator;
                if (isSum(numerator, other.numerator, sum)) {
                    return ratio(sum, denominator);
                }
            } else {
                long left = numerator * other.denominator;
                long right = other.numerator * denominator;
                long below = denominator * other.denominator;
                long sum = left + right;
                if (isProduct(numerator, other.denominator, left)
                        && isProduct(other.numerator, denominator, right)
                        && isProduct(denominator, other.denominator, below)
                        && isSum(left, right, sum)) {
                    return ratio(sum, below);
                }
            }
        }
        return ratio(
                numerator().multiply(other.denominator()).add(other.numerator().multiply(denominator())),
                denominator().multiply(other.denominator()));
    }

    public Rational minus(Rational other) {
        return plus(other.negate());
    }

    public Rational times(Rational other) {
        if (big == null && other.big == null) {
            long above = numerator * other.numerator;
            long below = denominator * other.denominator;
            if (isProduct(numerator, other.numerator, above) && isProduct(denominator, other.denominator, below)) {
                return ratio(above, below);
            }
        }
        return ratio(numerator().multiply(other.numerator()), denominator().multiply(other.denominator()));
    }

    public Rational over(Rational other) {
        if (big == null && other.big == null) {
            long above = numerator * other.denominator;
            long below = denominator * other.numerator;
            if (isProduct(numerator, other.denominator, above) && isProduct(denominator, other.numerator, below)) {
                return ratio(above, below);
            }
        }
        return ratio(numerator().multiply(other.denominator()), denominator().multiply(other.numerator()));
    }

    public Rational negate() {
        if (big != null) {
            return reduced(big.numerator().negate(), big.denominator());
        }
        return denominator == 1 ? of(-numerator) : new Rational(-numerator, denominator, null);
    }

    public Rational abs() {
        return signum() < 0 ? negate() : this;
    }

    /** The largest integer that is not greater than this number. */
    public BigInteger floor() {
        return roundedDown().numerator();
    }

    /** The same as {@link #floor()}, as a rational. */
    public Rational roundedDown() {
        if (big == null) {
            return denominator == 1 ? this : of(Math.floorDiv(numerator, denominator));
        }
        BigInteger[] parts = big.numerator().divideAndRemainder(big.denominator());
        return reduced(parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0], BigInteger.ONE);
    }

    public Rational min(Rational other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Rational max(Rational other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public int signum() {
        return big == null ? Long.signum(numerator) : big.numerator().signum();
    }

    public boolean atLeast(Rational other) {
        return compareTo(other) >= 0;
    }

    public BigInteger numerator() {
        return big == null ? BigInteger.valueOf(numerator) : big.numerator();
    }

    public BigInteger denominator() {
        return big == null ? BigInteger.valueOf(denominator) : big.denominator();
    }

    /** Whether {@link #longNumerator} and {@link #longDenominator} say it all. */
    public boolean fitsLongs() {
        return big == null;
    }

    /** @throws ArithmeticException when the number does not {@linkplain #fitsLongs fit} */
    public long longNumerator() {
        return big == null ? numerator : big.numerator().longValueExact();
    }

    /** @throws ArithmeticException when the number does not {@linkplain #fitsLongs fit} */
    public long longDenominator() {
        return big == null ? denominator : big.denominator().longValueExact();
    }

    /** Rounded half up to {@code scale} digits after the point; for showing only, never for comparing. */
    public BigDecimal toDecimal(int scale) {
        return new BigDecimal(numerator()).divide(new BigDecimal(denominator()), scale, RoundingMode.HALF_UP);
    }

    @Override
    public int compareTo(Rational other) {
        if (big == null && other.big == null) {
            if (denominator == other.denominator) {
                return Long.compare(numerator, other.numerator);
            }
            int high = Long.compare(
                    Math.multiplyHigh(numerator, other.denominator), Math.multiplyHigh(other.numerator, denominator));
            return high != 0
                    ? high
                    : Long.compareUnsigned(numerator * other.denominator, other.numerator * denominator);
        }
        return numerator()
                .multiply(other.denominator())
                .compareTo(other.numerator().multiply(denominator()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Rational that
                        && numerator == that.numerator
                        && denominator == that.denominator
                        && Objects.equals(big, that.big));
    }

    @Override
    public int hashCode() {
        return big == null ? Long.hashCode(numerator) * 31 + Long.hashCode(denominator) : big.hashCode();
    }

    /** A plain decimal where that is exact, otherwise {@code n/d}. */
    @Override
    public String toString() {
        if (big == null && denominator == 1) {
            return Long.toString(numerator);
        }
        if (denominator().equals(BigInteger.ONE)) {
            return numerator().toString();
        }
        if (big == null) {
            for (int scale = 1; scale < TENS.length; scale++) {
                if (TENS[scale] % denominator == 0) {
                    long factor = TENS[scale] / denominator;
                    if (Math.abs(numerator) > Long.MAX_VALUE / factor) {
                        break;
                    }
                    return BigDecimal.valueOf(numerator * factor, scale).toPlainString();
                }
            }
        }
        try {
            return new BigDecimal(numerator())
                    .divide(new BigDecimal(denominator()))
                    .toPlainString();
        } catch (ArithmeticException notFinite) {
            return numerator() + "/" + denominator();
        }
    }
}
