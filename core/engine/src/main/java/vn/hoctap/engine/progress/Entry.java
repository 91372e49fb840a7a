package vn.hoctap.engine.progress;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.Way.Assessor;
import vn.hoctap.engine.expression.Holdings;
import vn.hoctap.engine.measure.State;

/** What moves progress: each is added with +1 and withdrawn with −1. */
public sealed interface Entry {

    String id();

    /** A fact that is not rejected. */
    record Learned(Fact fact) implements Entry {
        @Override
        public String id() {
            return fact.id();
        }
    }

    /**
     * Points that somebody gave for an indicator. The latest by {@code at} counts, the greater id when two are equal.
     *
     * @param title the title for which it was given, in whichever of its sets judges
     * @param at when it was recorded
     */
    record Assessed(String id, String title, int cycle, String indicator, Assessor by, Rational points, Instant at)
            implements Entry {}

    /** A member of a collective as it is at the decision's date. */
    record Member(String id, Map<String, Object> fields, Holdings titles) implements Entry {}

    /**
     * What many members together give to a collective under one version of a set, or by how much that has changed.
     *
     * @param sums for each way of the set that counts members, in order
     */
    record Members(String set, String version, int cycle, List<State.Sum> sums) implements Entry {
        public Members {
            sums = List.copyOf(sums);
        }

        @Override
        public String id() {
            return "";
        }
    }
}
