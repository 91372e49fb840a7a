package vn.hoctap.engine.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.StructValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value with named fields, read straight from our own records without a map in between. Selecting a field without a
 * value leaves the expression unanswered; {@code has()} asks first.
 */
@SuppressWarnings("Immutable") // Values live for one evaluation, and nobody changes what they read from.
abstract class Structure extends StructValue<String, Structure> {

    /** @return the field's value as CEL knows it, null when absent */
    abstract @Nullable Object field(String name);

    /** The field as an author writes it. */
    abstract String path(String field);

    @Override
    public Object select(String field) {
        Object value = field(field);
        if (value == null) {
            throw Unanswered.absent(path(field));
        }
        return value;
    }

    @Override
    public Optional<?> find(String field) {
        return Optional.ofNullable(field(field));
    }

    @Override
    public Structure value() {
        return this;
    }

    @Override
    public boolean isZeroValue() {
        return false;
    }

    /** Only {@code type()} would ask, which is not part of the language. */
    @Override
    public CelType celType() {
        return SimpleType.DYN;
    }
}
