package vn.hoctap.engine.criteria;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of a criteria document, with where it was written. The accessors of a mapping give nothing where a value has
 * another form than asked for: that is reported once, by {@link Form}, and must not stop any other check.
 */
sealed interface Part {

    Origin origin();

    /** In the order in which it was written. */
    record Mapping(Origin origin, Map<String, Part> fields) implements Part {

        Optional<Part> get(String key) {
            return Optional.ofNullable(fields.get(key));
        }

        /** Where to show a fault of a key: at its value, or here when it is absent. */
        Part at(String key) {
            return get(key).orElse(this);
        }

        Optional<Mapping> mapping(String key) {
            return get(key).filter(Mapping.class::isInstance).map(Mapping.class::cast);
        }

        List<Part> items(String key) {
            return fields.get(key) instanceof Sequence sequence ? sequence.items() : List.of();
        }

        /** The items that are mappings, as nearly all lists hold. */
        List<Mapping> mappings(String key) {
            return items(key).stream()
                    .filter(Mapping.class::isInstance)
                    .map(Mapping.class::cast)
                    .toList();
        }

        Optional<String> text(String key) {
            return scalar(key, String.class);
        }

        Optional<BigDecimal> number(String key) {
            return scalar(key, BigDecimal.class);
        }

        Optional<Boolean> flag(String key) {
            return scalar(key, Boolean.class);
        }

        private <T> Optional<T> scalar(String key, Class<T> type) {
            return fields.get(key) instanceof Scalar scalar && type.isInstance(scalar.value())
                    ? Optional.of(type.cast(scalar.value()))
                    : Optional.empty();
        }
    }

    record Sequence(Origin origin, List<Part> items) implements Part {}

    /** @param value text String, number BigDecimal without trailing zeros, Boolean, or null */
    record Scalar(Origin origin, @Nullable Object value) implements Part {}

    default boolean isNull() {
        return this instanceof Scalar scalar && scalar.value() == null;
    }
}
