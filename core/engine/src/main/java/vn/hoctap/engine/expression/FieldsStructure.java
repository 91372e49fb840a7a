package vn.hoctap.engine.expression;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;

/** The variables {@code subject}, {@code member} and {@code parameter}: values by name, whose names a set declares. */
@SuppressWarnings("Immutable") // The map belongs to the caller, who leaves it alone while it is bound.
final class FieldsStructure extends Structure {
    private final String variable;
    private final Map<String, Object> fields;

    FieldsStructure(String variable, Map<String, Object> fields) {
        this.variable = variable;
        this.fields = fields;
    }

    @Override
    @Nullable
    Object field(String name) {
        return switch (fields.get(name)) {
            case null -> null;
            case Rational number -> ExactNumber.of(number);
            case LocalDate day -> day.atStartOfDay(ZoneOffset.UTC).toInstant();
            case Object asItIs -> asItIs;
        };
    }

    @Override
    String path(String field) {
        return variable + "." + field;
    }
}
