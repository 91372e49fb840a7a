package vn.hoctap.engine.criteria;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.Way.Band;
import vn.hoctap.engine.criteria.Way.Points;

/** Reads what a measured number is worth: bands that rise, or a rate, never beyond the indicator's own maximum. */
final class PointsReader {
    private final Optional<Rational> max;
    private final Faults faults;

    PointsReader(Optional<Rational> max, Faults faults) {
        this.max = max;
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
            Optional<Rational> atLeast = Values.number(one, "atLeast");
            Optional<Rational> give = Values.number(one, "give");
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
        int step = band.atLeast().compareTo(before.atLeast());
        if (step == 0) {
            faults.add(
                    at.at("atLeast"),
                    "Two bands begin at " + band.atLeast() + ".",
                    "Take one of them out, or let each begin at a number of its own.");
        } else if (step < 0) {
            faults.add(
                    at.at("atLeast"),
                    "The band from " + band.atLeast() + " stands after the band from " + before.atLeast() + ".",
                    "Write bands in rising order.");
        } else if (before.give().compareTo(band.give()) > 0) {
            faults.add(
                    at.at("give"),
                    "The band from " + band.atLeast() + " gives " + band.give() + ", less than the " + before.give()
                            + " of the band below it.",
                    "Let a higher band give at least as much.");
        }
    }

    private Points rate(Part.Mapping rate) {
        Optional<Rational> give = Values.number(rate, "give");
        give.ifPresent(points -> withinMax(points, rate));
        return new Points.Rate(
                Values.number(rate, "each").filter(each -> each.signum() > 0).orElse(Rational.ONE),
                give.orElse(Rational.ZERO));
    }

    private void withinMax(Rational points, Part.Mapping at) {
        if (max.isPresent() && points.compareTo(max.get()) > 0) {
            faults.add(
                    at.at("give"),
                    "It gives " + points + " points, but the indicator has at most " + max.get() + ".",
                    "Give at most " + max.get() + ", or raise the indicator's “max”.");
        }
    }
}
