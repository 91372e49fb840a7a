package vn.hoctap.engine.example;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.expression.ValueType;

/** What a table may say of a subject or member: the fields known everywhere, and what the set declares. */
record SubjectFields(CriteriaSet set) {
    private static final Set<String> EVERYWHERE =
            Set.of("group", "age", "region", "residence", "unitKind", "unitLevel");

    Set<String> names() {
        Set<String> names = new TreeSet<>(EVERYWHERE);
        names.addAll(set.attributes().keySet());
        return names;
    }

    /** What is said anew counts; {@code ~} takes a field away. Keys that are no fields are passed over. */
    Map<String, Object> over(Map<String, Object> before, Map<String, Written> said) {
        Map<String, Object> fields = new HashMap<>(before);
        Set<String> names = names();
        said.forEach((name, written) -> {
            if (!names.contains(name)) {
                return;
            }
            if (written.isNothing()) {
                fields.remove(name);
            } else {
                value(name, written).ifPresent(value -> fields.put(name, value));
            }
        });
        return fields;
    }

    private Optional<?> value(String name, Written written) {
        ValueType type =
                name.equals("age") ? ValueType.NUMBER : set.attributes().getOrDefault(name, ValueType.TEXT);
        return switch (type) {
            case NUMBER -> written.number();
            case BOOLEAN -> written.flag();
            case DATE -> written.day();
            case TEXT -> written.text();
        };
    }
}
