package vn.hoctap.engine.criteria;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet.Indicator;
import vn.hoctap.engine.criteria.Way.Band;
import vn.hoctap.engine.criteria.Way.Points;
import vn.hoctap.engine.measure.BuiltIn;

/** The most that somebody can get who does everything: the highest number of a measure, and what it is worth. */
final class Reach {
    /** More than anybody does; a measure of a plugin may give any number. */
    private static final Rational ANY = Rational.of(1_000_000);

    private static final Rational MONTHS = Rational.of(12);
    private static final Rational PERCENT = Rational.of(100);

    private final CriteriaSet set;

    Reach(CriteriaSet set) {
        this.set = set;
    }

    /** The highest number that the way can measure, where the measure itself has a limit. */
    private static Optional<Rational> limit(Way way) {
        return BuiltIn.of(way.measure()).flatMap(measure -> switch (measure) {
            case MONTHS_ACTIVE -> way.window() == Way.Window.CYCLE ? Optional.of(MONTHS) : Optional.empty();
            case SHARE -> Optional.of(PERCENT);
            default -> Optional.empty();
        });
    }

    private static Rational number(Way way, Optional<Rational> max) {
        return way.measure().equals(BuiltIn.ASSESSED.slug())
                ? max.orElse(ANY)
                : limit(way).orElse(ANY);
    }

    /** The highest number that any of the indicator's ways measures. */
    Rational value(Indicator indicator) {
        return indicator.from().stream()
                .map(way -> number(way, indicator.max()))
                .reduce(Rational.ZERO, Rational::max);
    }

    /** The most points that any of its ways gives. */
    Rational points(Indicator indicator, Map<String, Object> parameters) {
        Rational best = indicator.from().stream()
                .map(way -> points(way.points(), number(way, indicator.max()), parameters))
                .reduce(Rational.ZERO, Rational::max);
        return indicator.max().map(best::min).orElse(best);
    }

    private static Rational points(Points points, Rational number, Map<String, Object> parameters) {
        return switch (points) {
            case Points.Same same -> number;
            case Points.Rate rate -> {
                Rational each = rate.each().in(parameters);
                yield each.signum() <= 0
                        ? Rational.ZERO
                        : number.over(each).roundedDown().times(rate.give().in(parameters));
            }
            case Points.Bands bands ->
                bands.bands().stream()
                        .filter(band -> number.atLeast(band.atLeast().in(parameters)))
                        .map(band -> band.give().in(parameters))
                        .reduce(Rational.ZERO, Rational::max);
        };
    }

    /** Says so when a band begins beyond what its measure can ever be. */
    Optional<String> bandOutOfReach(Way way) {
        Optional<Rational> limit = limit(way);
        if (limit.isEmpty() || !(way.points() instanceof Points.Bands bands)) {
            return Optional.empty();
        }
        List<Map<String, Object>> choices = new ParameterChoices(set.parameters()).all();
        return bands.bands().stream()
                .map(Band::atLeast)
                .flatMap(amount -> choices.stream().map(amount::in))
                .filter(from -> !limit.get().atLeast(from))
                .findFirst()
                .map(from -> "The band from " + from + " can never be reached: “" + way.measure() + "” gives at most "
                        + limit.get() + ".");
    }
}
