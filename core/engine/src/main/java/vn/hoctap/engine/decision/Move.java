package vn.hoctap.engine.decision;

import vn.hoctap.api.Rational;
import vn.hoctap.engine.progress.Slot;

/**
 * A possible gain for one indicator: reach {@code value} by the way of {@code slot} and have {@code points}.
 *
 * @param now the measured number today; zero without data
 * @param effort about how many hours it takes; only the order of magnitude matters
 * @param pending verification of what is logged already is enough
 */
record Move(
        String indicator,
        Slot slot,
        int way,
        Rational now,
        Rational value,
        Rational points,
        Rational effort,
        boolean pending) {

    Move withEffort(Rational hours) {
        return new Move(indicator, slot, way, now, value, points, hours, pending);
    }

    Rational lack() {
        return value.minus(now);
    }
}
