package vn.hoctap.engine.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.Way;

/** What a measured number is worth in points, and which numbers are worth more. */
final class PointRules {
    private static final int MAX_STEPS = 100;

    private PointRules() {}

    /** A number from which the way gives so many points. */
    record Mark(Rational value, Rational points) {}

    /** @param parameters the values that hold for the subject */
    static Rational points(Way.Points rule, Rational value, Map<String, Object> parameters) {
        if (rule instanceof Way.Points.Bands bands) {
            return highest(bands.bands(), value, parameters);
        }
        return rule instanceof Way.Points.Rate rate
                ? value.over(rate.each().in(parameters))
                        .roundedDown()
                        .times(rate.give().in(parameters))
                : value;
    }

    private static Rational highest(List<Way.Band> bands, Rational value, Map<String, Object> parameters) {
        Rational points = Rational.ZERO;
        for (int i = 0; i < bands.size(); i++) {
            Way.Band band = bands.get(i);
            if (value.atLeast(band.atLeast().in(parameters))) {
                points = points.max(band.give().in(parameters));
            }
        }
        return points;
    }

    /** The numbers at which more points than {@code now} begin, up to {@code max} points, fewest points first. */
    static List<Mark> above(Way.Points rule, Rational now, Rational max, Map<String, Object> parameters) {
        List<Mark> marks = new ArrayList<>();
        switch (rule) {
            case Way.Points.Bands bands -> {
                for (Way.Band band : bands.bands()) {
                    marks.add(new Mark(
                            band.atLeast().in(parameters),
                            band.give().in(parameters).min(max)));
                }
            }
            case Way.Points.Rate rate -> {
                Rational each = rate.each().in(parameters);
                Rational give = rate.give().in(parameters);
                for (int k = 1; k <= MAX_STEPS; k++) {
                    Rational points = give.times(Rational.of(k));
                    marks.add(new Mark(each.times(Rational.of(k)), points.min(max)));
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
