package vn.hoctap.engine.expression;

import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;

/**
 * A criterion or indicator as expressions see it.
 *
 * @param value what was measured; null when nothing was, then the field is absent
 * @param outcome MET, NOT_MET, NOT_APPLICABLE or NO_DATA
 */
public record Item(
        String id, Rational points, Rational max, @Nullable Rational value, String outcome) {}
