package vn.hoctap.engine.criteria;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet.Parameter;
import vn.hoctap.engine.criteria.Way.Amount;
import vn.hoctap.engine.expression.Suggestions;

/** Reads the numbers of bands and rates, which are written there or taken from a parameter: {@code parameter.x}. */
final class Thresholds {
    private static final String PREFIX = "parameter.";

    private final Part.Mapping document;
    private final List<Parameter> parameters;
    private final List<Map<String, Object>> choices;
    private final Faults faults;

    Thresholds(Part.Mapping document, List<Parameter> parameters, Faults faults) {
        this.document = document;
        this.parameters = parameters;
        this.choices = new ParameterChoices(parameters).all();
        this.faults = faults;
    }

    /** Every combination of values that the parameters can take. */
    List<Map<String, Object>> choices() {
        return choices;
    }

    /** Empty when it is neither a number nor the name of a parameter that is one. */
    Optional<Amount> read(Part.Mapping holder, String key) {
        Optional<Amount> fixed = Values.number(holder, key).map(Amount.Fixed::new);
        return fixed.or(() -> holder.text(key)
                .filter(text -> text.startsWith(PREFIX))
                .flatMap(text -> parameter(text.substring(PREFIX.length()), holder.at(key))));
    }

    private Optional<Amount> parameter(String name, Part at) {
        Optional<Parameter> found = parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst();
        if (found.isEmpty()) {
            List<String> names = parameters.stream().map(Parameter::name).toList();
            faults.add(
                    at,
                    "There is no parameter “" + name + "”.",
                    Suggestions.nearest(name, names)
                            .map(near -> "Did you mean “parameter." + near + "”?")
                            .orElse("Add it, for example parameters: {" + name + ": 10}."));
            return Optional.empty();
        }
        if (!(found.get().value() instanceof Rational)) {
            faults.add(
                    at,
                    "The parameter “" + name + "” is a "
                            + Values.slug(ParameterReader.type(found.get().value())) + ".",
                    "Name a parameter that is a number, or write the number here.");
            return Optional.empty();
        }
        return Optional.of(new Amount.OfParameter(name));
    }

    /**
     * Where to show a fault of an amount: at its parameter when this file itself gives the value, because then the
     * author wrote that and not the band.
     */
    Part place(Amount amount, Part written) {
        return amount instanceof Amount.OfParameter parameter
                ? document.mapping("parameters")
                        .map(all -> all.at(parameter.name()))
                        .filter(part -> part.origin().style() != Origin.Style.INHERITED)
                        .orElse(written)
                : written;
    }
}
