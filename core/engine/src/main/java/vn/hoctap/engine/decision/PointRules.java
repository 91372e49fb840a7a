package vn.hoctap.engine.decision;

import java.util.ArrayList;
import java.util.List;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.Way;

/** What a measured number is worth in points, and which numbers are worth more. */
final class PointRules {
    private static final int MAX_STEPS = 100;

    private PointRules() {}

    /** A number from which the way gives so many points. */
    record Mark(Rational value, Rational points) {}

    static Rational points(Way.Points rule, Rational value) {
        return switch (rule) {
            case Way.Points.Bands bands ->
                bands.bands().stream()
                        .filter(band -> value.atLeast(band.atLeast()))
                        .map(Way.Band::give)
                        .reduce(Rational.ZERO, Rational::max);
            case Way.Points.Rate rate ->
                Rational.ratio(value.over(rate.each()).floor(), java.math.BigInteger.ONE)
                        .times(rate.give());
            case Way.Points.Same same -> value;
        };
    }

    /** The numbers at which more points than {@code now} begin, up to {@code max} points, fewest points first. */
    static List<Mark> above(Way.Points rule, Rational now, Rational max) {
        List<Mark> marks = new ArrayList<>();
        switch (rule) {
            case Way.Points.Bands bands -> {
                for (Way.Band band : bands.bands()) {
                    marks.add(new Mark(band.atLeast(), band.give().min(max)));
                }
            }
            case Way.Points.Rate rate -> {
                for (int k = 1; k <= MAX_STEPS; k++) {
                    Rational points = rate.give().times(Rational.of(k));
                    marks.add(new Mark(rate.each().times(Rational.of(k)), points.min(max)));
                    if (points.atLeast(max)) {
                        break;
                    }
                }
            }
            case Way.Points.Same same -> {
                for (int k = 1; k <= MAX_STEPS && max.atLeast(Rational.of(k)); k++) {
                    marks.add(new Mark(Rational.of(k), Rational.of(k)));
                }
            }
        }
        return marks.stream()
                .filter(mark -> mark.points().compareTo(now) > 0)
                .sorted(java.util.Comparator.comparing(Mark::points).thenComparing(Mark::value))
                .toList();
    }
}
