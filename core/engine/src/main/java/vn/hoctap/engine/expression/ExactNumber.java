package vn.hoctap.engine.expression;

import dev.cel.common.types.OpaqueType;
import dev.cel.common.values.OpaqueValue;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;

/** A rational as CEL sees it: the only number of the language. */
@SuppressWarnings("Immutable") // Rational is immutable, but does not carry Error Prone's annotation.
final class ExactNumber extends OpaqueValue {
    static final OpaqueType TYPE = OpaqueType.create("number");

    private final Rational value;

    private ExactNumber(Rational value) {
        this.value = value;
    }

    static ExactNumber of(Rational value) {
        return new ExactNumber(value);
    }

    static ExactNumber of(long value) {
        return new ExactNumber(Rational.of(value));
    }

    static @Nullable ExactNumber orNull(@Nullable Rational value) {
        return value == null ? null : new ExactNumber(value);
    }

    Rational rational() {
        return value;
    }

    int compareTo(ExactNumber other) {
        return value.compareTo(other.value);
    }

    @Override
    public Object value() {
        return this;
    }

    @Override
    public OpaqueType celType() {
        return TYPE;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExactNumber that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
