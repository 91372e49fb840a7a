package vn.hoctap.engine.criteria;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet.Parameter;
import vn.hoctap.engine.expression.Expression;
import vn.hoctap.engine.expression.ValueType;

/** Reads the parameters of a set and what it declares about subjects. */
final class ParameterReader {
    private final Part.Mapping document;
    private final Faults faults;

    ParameterReader(Part.Mapping document, Faults faults) {
        this.document = document;
        this.faults = faults;
    }

    Map<String, ValueType> attributes() {
        Map<String, ValueType> types = new TreeMap<>();
        document.mapping("attributes")
                .ifPresent(declared -> declared.fields()
                        .keySet()
                        .forEach(name -> Values.choice(declared, name, ValueType.class)
                                .ifPresent(type -> types.put(name, type))));
        return types;
    }

    List<Parameter> parameters(Formulas formulas) {
        List<Parameter> parameters = new ArrayList<>();
        document.mapping("parameters")
                .ifPresent(holder -> holder.fields().forEach((name, part) -> {
                    Part.Mapping whole = part instanceof Part.Mapping mapping ? mapping : holder;
                    String key = part instanceof Part.Mapping ? "value" : name;
                    // Without a value, which is a fault of form, a number keeps the expressions that use it free of
                    // false alarm.
                    Object value = value(whole, key).orElse(Rational.ZERO);
                    List<Part.Mapping> cases =
                            part instanceof Part.Mapping mapping ? mapping.mappings("when") : List.of();
                    parameters.add(new Parameter(name, value, cases(cases, value, formulas)));
                }));
        return parameters;
    }

    private List<Parameter.Case> cases(List<Part.Mapping> written, Object usual, Formulas formulas) {
        List<Parameter.Case> cases = new ArrayList<>();
        for (Part.Mapping one : written) {
            Optional<Expression> test = formulas.onSubject(one, "if");
            Optional<Object> value = value(one, "value");
            if (value.isPresent() && type(value.get()) != type(usual)) {
                faults.add(
                        one.at("value"),
                        "This value is a " + Values.slug(type(value.get())) + ", but the parameter's usual value is a "
                                + Values.slug(type(usual)) + ".",
                        "Write values of one type.");
            } else if (value.isPresent() && test.isPresent()) {
                cases.add(new Parameter.Case(test.get(), value.get()));
            }
        }
        return cases;
    }

    static ValueType type(Object value) {
        return switch (value) {
            case Rational number -> ValueType.NUMBER;
            case Boolean flag -> ValueType.BOOLEAN;
            case LocalDate date -> ValueType.DATE;
            default -> ValueType.TEXT;
        };
    }

    /** A text that is a day is a date. */
    private static Optional<Object> value(Part.Mapping holder, String key) {
        Optional<Object> number = holder.number(key).map(Rational::of);
        return number.or(() -> holder.flag(key)).or(() -> holder.text(key).map(ParameterReader::date));
    }

    private static Object date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException noDay) {
            return text;
        }
    }
}
