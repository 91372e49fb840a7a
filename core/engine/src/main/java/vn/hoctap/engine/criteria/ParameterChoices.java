package vn.hoctap.engine.criteria;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.hoctap.engine.criteria.CriteriaSet.Parameter;

/**
 * The values that the parameters of a set can take together: the usual ones, and for each condition that occurs among
 * their cases those of a subject who fulfils it and no other.
 */
record ParameterChoices(List<Parameter> parameters) {

    List<Map<String, Object>> all() {
        Set<String> conditions = new LinkedHashSet<>();
        parameters.forEach(parameter ->
                parameter.when().forEach(one -> conditions.add(one.test().source())));
        List<Map<String, Object>> choices = new ArrayList<>(List.of(usual()));
        conditions.forEach(condition -> choices.add(under(condition)));
        return choices;
    }

    Map<String, Object> usual() {
        Map<String, Object> values = new HashMap<>();
        parameters.forEach(parameter -> values.put(parameter.name(), parameter.value()));
        return values;
    }

    private Map<String, Object> under(String condition) {
        Map<String, Object> values = usual();
        for (Parameter parameter : parameters) {
            parameter.when().stream()
                    .filter(one -> one.test().source().equals(condition))
                    .findFirst()
                    .ifPresent(one -> values.put(parameter.name(), one.value()));
        }
        return values;
    }
}
