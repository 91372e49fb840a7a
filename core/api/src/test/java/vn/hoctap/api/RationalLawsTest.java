package vn.hoctap.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the size of its parts, a rational says what arithmetic with unlimited integers says. */
class RationalLawsTest {

    /** A fraction that is worked out the slow way. */
    private record Fraction(BigInteger above, BigInteger below) {
        static Fraction of(BigInteger above, BigInteger below) {
            BigInteger divisor = above.gcd(below).multiply(BigInteger.valueOf(below.signum()));
            return new Fraction(above.divide(divisor), below.divide(divisor));
        }

        Rational rational() {
            return Rational.ratio(above, below);
        }

        Fraction plus(Fraction other) {
            return of(above.multiply(other.below).add(other.above.multiply(below)), below.multiply(other.below));
        }

        Fraction times(Fraction other) {
            return of(above.multiply(other.above), below.multiply(other.below));
        }

        Fraction turned() {
            return of(below, above);
        }

        Fraction negated() {
            return new Fraction(above.negate(), below);
        }
    }

    /** Small ones, those about the ends of what a long holds, and long ones. */
    private static Arbitrary<BigInteger> parts() {
        BigInteger two = BigInteger.TWO;
        return Arbitraries.oneOf(
                Arbitraries.bigIntegers().between(BigInteger.valueOf(-300), BigInteger.valueOf(300)),
                Arbitraries.longs().map(BigInteger::valueOf),
                Arbitraries.of(BigInteger.valueOf(Long.MIN_VALUE), BigInteger.valueOf(Long.MAX_VALUE), two.pow(32)),
                Arbitraries.integers()
                        .between(-2, 2)
                        .map(by -> BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.valueOf(by))),
                Arbitraries.bigIntegers().between(two.pow(100).negate(), two.pow(100)));
    }

    @Provide
    Arbitrary<Fraction> fractions() {
        return Combinators.combine(parts(), parts().filter(below -> below.signum() != 0))
                .as(Fraction::of);
    }

    private static void assertSame(Rational found, Fraction wanted) {
        assertThat(found.numerator()).isEqualTo(wanted.above());
        assertThat(found.denominator()).isEqualTo(wanted.below());
        assertThat(found).isEqualTo(wanted.rational()).hasSameHashCodeAs(wanted.rational());
        String text = found.toString();
        if (text.length() < 100 || text.contains("/")) { // a longer decimal is none that Rational.parse takes
            assertThat(Rational.parse(text)).isEqualTo(found);
        }
    }

    @Property(tries = 3000)
    void it_adds_and_subtracts(@ForAll("fractions") Fraction one, @ForAll("fractions") Fraction other) {
        assertSame(one.rational().plus(other.rational()), one.plus(other));
        assertSame(one.rational().minus(other.rational()), one.plus(other.negated()));
    }

    @Property(tries = 3000)
    void it_multiplies_and_divides(@ForAll("fractions") Fraction one, @ForAll("fractions") Fraction other) {
        assertSame(one.rational().times(other.rational()), one.times(other));
        if (other.above().signum() != 0) {
            assertSame(one.rational().over(other.rational()), one.times(other.turned()));
        }
    }

    @Property(tries = 3000)
    void it_compares(@ForAll("fractions") Fraction one, @ForAll("fractions") Fraction other) {
        int order = one.above().multiply(other.below()).compareTo(other.above().multiply(one.below()));

        assertThat(Integer.signum(one.rational().compareTo(other.rational()))).isEqualTo(order);
        assertThat(one.rational().equals(other.rational())).isEqualTo(order == 0);
    }

    @Property
    void it_is_turned_and_cut_alike(@ForAll("fractions") Fraction one) {
        assertSame(one.rational().negate(), one.negated());
        assertThat(one.rational().signum()).isEqualTo(one.above().signum());
        BigInteger floor = one.rational().floor();
        assertThat(floor.multiply(one.below())).isLessThanOrEqualTo(one.above());
        assertThat(floor.add(BigInteger.ONE).multiply(one.below())).isGreaterThan(one.above());
        assertThat(one.rational().roundedDown()).isEqualTo(Rational.ratio(floor, BigInteger.ONE));
    }

    @Property
    void longs_are_given_where_they_fit_and_only_there(@ForAll("fractions") Fraction one) {
        Rational number = one.rational();

        if (number.fitsLongs()) {
            assertThat(Rational.ratio(number.longNumerator(), number.longDenominator()))
                    .isEqualTo(number);
        } else {
            assertThat(one.above().bitLength() >= 63 || one.below().bitLength() >= 63)
                    .isTrue();
        }
    }
}
