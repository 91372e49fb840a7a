package vn.hoctap.server.programme;

import java.math.BigInteger;
import java.util.Optional;
import vn.hoctap.api.Rational;

/** So many of so many, exactly. Nobody of nobody is no share at all. */
record Share(long numerator, long denominator) {
    private static final Rational HUNDRED = Rational.of(100);

    boolean isEmpty() {
        return denominator == 0;
    }

    /** In percent; empty when there is nobody. */
    Optional<Rational> percent() {
        return isEmpty()
                ? Optional.empty()
                : Optional.of(Rational.ratio(numerator, denominator).times(HUNDRED));
    }

    /** Compared as numbers of people, and never as rounded percentages. */
    boolean reaches(Rational percent) {
        return !isEmpty() && Rational.of(numerator).times(HUNDRED).atLeast(percent.times(Rational.of(denominator)));
    }

    /** How many more it takes to reach a percentage of those who are there. */
    long needed(Rational percent) {
        Rational wanted = percent.times(Rational.of(denominator)).over(HUNDRED);
        BigInteger whole = wanted.negate().floor().negate();
        return Math.max(0, whole.longValueExact() - numerator);
    }
}
