package vn.hoctap.engine.expression;

import java.util.List;
import java.util.Map;
import vn.hoctap.api.Rational;

/**
 * The values of one decision. Nothing is copied: the caller does not change them while a {@link Bindings} is in use.
 *
 * @param parameters text String, number Rational, boolean Boolean, date LocalDate
 * @param subject likewise; a field that is not in the map is absent
 */
public record AwardValues(
        Rational total,
        Map<String, Item> criteria,
        Map<String, Item> indicators,
        List<Item> indicatorList,
        Map<String, Object> parameters,
        Map<String, Object> subject,
        Holdings holdings) {}
