package vn.hoctap.engine.criteria;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.Way.Amount;
import vn.hoctap.engine.criteria.Way.Band;
import vn.hoctap.engine.criteria.Way.Points;

/**
 * Reads what a measured number is worth: bands that rise, or a rate, never beyond the indicator's own maximum, whatever
 * values the parameters take.
 */
final class PointsReader {
    private final Optional<Rational> max;
    private final Thresholds thresholds;
    private final Faults faults;

    PointsReader(Optional<Rational> max, Thresholds thresholds, Faults faults) {
        this.max = max;
        this.thresholds = thresholds;
        this.faults = faults;
    }

    Points read(Part.Mapping way) {
        Optional<Points> rate = way.mapping("points").map(this::rate);
        return rate.orElseGet(() ->
                way.get("points").isEmpty() ? new Points.Same() : new Points.Bands(bands(way.mappings("points"))));
    }

    private List<Band> bands(List<Part.Mapping> written) {
        List<Band> bands = new ArrayList<>();
        for (Part.Mapping one : written) {
            Optional<Amount> atLeast = amount(one, "atLeast");
            Optional<Amount> give = amount(one, "give");
            give.ifPresent(points -> withinMax(points, one));
            if (atLeast.isPresent() && give.isPresent()) {
                Band band = new Band(atLeast.get(), give.get());
                if (!bands.isEmpty()) {
                    compare(bands.getLast(), band, one);
                }
                bands.add(band);
            }
        }
        return bands;
    }

    private void compare(Band before, Band band, Part.Mapping at) {
        for (Map<String, Object> values : thresholds.choices()) {
            Rational lower = before.atLeast().in(values);
            Rational higher = band.atLeast().in(values);
            if (higher.compareTo(lower) <= 0) {
                notRising(lower, higher, place(before, band, at));
                return;
            }
            Rational less = before.give().in(values);
            Rational more = band.give().in(values);
            if (less.compareTo(more) > 0) {
                faults.add(
                        thresholds.place(band.give(), at.at("give")),
                        "The band from " + higher + " gives " + more + ", less than the " + less
                                + " of the band below it.",
                        "Let a higher band give at least as much.");
                return;
            }
        }
    }

    private void notRising(Rational lower, Rational higher, Part place) {
        if (higher.equals(lower)) {
            faults.add(
                    place,
                    "Two bands begin at " + higher + ".",
                    "Take one of them out, or let each begin at a number of its own.");
        } else {
            faults.add(
                    place,
                    "The band from " + higher + " stands after the band from " + lower + ".",
                    "Write bands in rising order.");
        }
    }

    /** At whichever of the two thresholds this file changed. */
    private Part place(Band before, Band band, Part.Mapping at) {
        Part own = thresholds.place(band.atLeast(), at.at("atLeast"));
        return own.origin().style() == Origin.Style.INHERITED ? thresholds.place(before.atLeast(), own) : own;
    }

    private Points rate(Part.Mapping rate) {
        Optional<Amount> give = amount(rate, "give");
        give.ifPresent(points -> withinMax(points, rate));
        return new Points.Rate(
                amount(rate, "each").filter(each -> positive(each, rate)).orElse(new Amount.Fixed(Rational.ONE)),
                give.orElse(new Amount.Fixed(Rational.ZERO)));
    }

    private boolean positive(Amount each, Part.Mapping rate) {
        Optional<Rational> wrong = value(each, value -> value.signum() <= 0);
        wrong.filter(value -> each instanceof Amount.OfParameter)
                .ifPresent(value -> faults.add(
                        thresholds.place(each, rate.at("each")),
                        "A rate for each " + value + " can give nothing.",
                        "Give the parameter a value above 0."));
        return wrong.isEmpty();
    }

    private Optional<Amount> amount(Part.Mapping holder, String key) {
        return thresholds.read(holder, key);
    }

    private void withinMax(Amount points, Part.Mapping at) {
        value(points, value -> max.filter(most -> value.compareTo(most) > 0).isPresent())
                .ifPresent(value -> faults.add(
                        thresholds.place(points, at.at("give")),
                        "It gives " + value + " points, but the indicator has at most " + max.orElseThrow() + ".",
                        "Give at most " + max.orElseThrow() + ", or raise the indicator's “max”."));
    }

    /** The first that it can take and that is so. */
    private Optional<Rational> value(Amount amount, Predicate<Rational> so) {
        return thresholds.choices().stream().map(amount::in).filter(so).findFirst();
    }
}
