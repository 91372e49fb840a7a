package vn.hoctap.engine.decision;

import java.util.HashMap;
import java.util.Map;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSet.Parameter;
import vn.hoctap.engine.expression.Bindings;
import vn.hoctap.engine.expression.Verdict;
import vn.hoctap.engine.progress.SubjectState;

/** The values of a set's parameters for one subject. */
final class ParameterValues {
    private ParameterValues() {}

    static Map<String, Object> of(CriteriaSet set, SubjectState subject) {
        Map<String, Object> values = new HashMap<>();
        Bindings bindings = Bindings.subject(subject.fields());
        for (Parameter parameter : set.parameters()) {
            Object value = parameter.when().stream()
                    .filter(c -> c.test().test(bindings) instanceof Verdict.True)
                    .findFirst()
                    .map(Parameter.Case::value)
                    .orElse(parameter.value());
            values.put(parameter.name(), value);
        }
        return values;
    }
}
