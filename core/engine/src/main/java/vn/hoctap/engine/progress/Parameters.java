package vn.hoctap.engine.progress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSet.Parameter;
import vn.hoctap.engine.expression.Bindings;
import vn.hoctap.engine.expression.Verdict;

/**
 * The values of a set's parameters. They differ between subjects only by the few fields that their conditions ask for, so
 * they are worked out once for each combination of those. Safe for use from any thread.
 */
public final class Parameters {
    private static final String SUBJECT = "subject.";
    /** Fields may be free text. */
    private static final int MAX_REMEMBERED = 1_000;

    private final CriteriaSet set;
    private final List<String> asked = new ArrayList<>();
    private final boolean remembers;
    private final Map<List<Object>, Map<String, Object>> known = new ConcurrentHashMap<>();

    public Parameters(CriteriaSet set) {
        this.set = set;
        TreeSet<String> reads = new TreeSet<>();
        set.parameters()
                .forEach(parameter -> parameter
                        .when()
                        .forEach(choice -> reads.addAll(choice.test().reads())));
        remembers =
                reads.stream().allMatch(read -> read.startsWith(SUBJECT) && read.lastIndexOf('.') < SUBJECT.length());
        reads.forEach(read -> asked.add(read.substring(Math.min(read.length(), SUBJECT.length()))));
    }

    /** By name; nobody may change it. */
    public Map<String, Object> of(SubjectState subject) {
        if (!remembers) {
            return workOut(subject);
        }
        List<Object> fields = new ArrayList<>(asked.size());
        for (String field : asked) {
            // An absent field is told from every value, as none is this object.
            fields.add(subject.fields().getOrDefault(field, this));
        }
        Map<String, Object> before = known.get(fields);
        if (before != null) {
            return before;
        }
        Map<String, Object> values = workOut(subject);
        if (known.size() < MAX_REMEMBERED) {
            known.put(fields, values);
        }
        return values;
    }

    private Map<String, Object> workOut(SubjectState subject) {
        Map<String, Object> values = new HashMap<>();
        Bindings bindings = Bindings.subject(subject.fields());
        for (Parameter parameter : set.parameters()) {
            Object value = parameter.when().stream()
                    .filter(choice -> choice.test().test(bindings) instanceof Verdict.True)
                    .findFirst()
                    .map(Parameter.Case::value)
                    .orElse(parameter.value());
            values.put(parameter.name(), value);
        }
        return Map.copyOf(values);
    }
}
