package vn.hoctap.engine.expression;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;

/** The values of one decision; each is asked for only when an expression looks at it, and never changes. */
public interface AwardValues {
    Rational total();

    /** Null when there is no such criterion. */
    @Nullable
    Item criterion(String id);

    /** Null when there is no such indicator. */
    @Nullable
    Item indicator(String id);

    /** Those that count. */
    List<Item> indicators();

    /** By name: text String, number Rational, boolean Boolean, date LocalDate. */
    Map<String, Object> parameters();

    /** Likewise; a field that is not in the map is absent. */
    Map<String, Object> subject();

    Holdings holdings();

    /** Values that are all there already. Nothing is copied: the caller leaves them alone. */
    record Given(
            Rational total,
            Map<String, Item> criteria,
            Map<String, Item> indicatorsById,
            List<Item> indicators,
            Map<String, Object> parameters,
            Map<String, Object> subject,
            Holdings holdings)
            implements AwardValues {
        @Override
        public @Nullable Item criterion(String id) {
            return criteria.get(id);
        }

        @Override
        public @Nullable Item indicator(String id) {
            return indicatorsById.get(id);
        }
    }
}
