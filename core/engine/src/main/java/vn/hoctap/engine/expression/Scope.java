package vn.hoctap.engine.expression;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What an expression may refer to: its variables with their types, and whether it may ask for titles. Immutable. */
public final class Scope {
    private static final Scope ACTIVITY = new Scope(Map.of("activity", activityType()), false);

    private final ImmutableMap<String, CelType> variables;
    private final boolean titles;

    private Scope(Map<String, CelType> variables, boolean titles) {
        this.variables = ImmutableMap.copyOf(variables);
        this.titles = titles;
    }

    /** For {@code where}: the variable {@code activity}. */
    public static Scope activity() {
        return ACTIVITY;
    }

    /** For {@code audience}, {@code applies} and parameters: the variable {@code subject}. */
    public static Scope subject(Map<String, ValueType> attributes) {
        return new Scope(Map.of("subject", personType("a subject", attributes)), false);
    }

    /** For the {@code where} and {@code have} of a share: the variable {@code member}, and {@code holds} about him. */
    public static Scope member(Map<String, ValueType> attributes) {
        return new Scope(Map.of("member", personType("a member", attributes)), true);
    }

    /** For {@code award}. */
    public static Scope award(
            Collection<String> criterionIds,
            Collection<String> indicatorIds,
            Map<String, ValueType> parameters,
            Map<String, ValueType> subjectAttributes) {
        CelType criterion = itemType("a criterion");
        CelType indicator = itemType("an indicator");
        Map<String, CelType> variables = new LinkedHashMap<>();
        variables.put("total", ExactNumber.TYPE);
        variables.put("criterion", keyedType("the criteria", criterionIds, criterion));
        variables.put("indicator", keyedType("the indicators", indicatorIds, indicator));
        variables.put("indicators", ListType.create(indicator));
        variables.put("parameter", struct("the parameters", celTypes(parameters)));
        variables.put("subject", personType("a subject", subjectAttributes));
        return new Scope(variables, true);
    }

    /** The same scope, in which {@code holds} may be asked as well. */
    public Scope withTitles() {
        return new Scope(variables, true);
    }

    ImmutableMap<String, CelType> variables() {
        return variables;
    }

    boolean titles() {
        return titles;
    }

    CelTypeProvider types() {
        Map<String, CelType> found = new LinkedHashMap<>();
        variables.values().forEach(type -> collect(type, found));
        ImmutableMap<String, CelType> named = ImmutableMap.copyOf(found);
        return new CelTypeProvider() {
            @Override
            public ImmutableCollection<CelType> types() {
                return named.values();
            }

            @Override
            public Optional<CelType> findType(String name) {
                return Optional.ofNullable(named.get(name));
            }
        };
    }

    private static void collect(CelType type, Map<String, CelType> found) {
        if (type instanceof StructType struct && found.put(struct.name(), struct) == null) {
            struct.fields().forEach(field -> collect(field.type(), found));
        }
        type.parameters().forEach(parameter -> collect(parameter, found));
    }

    private static CelType activityType() {
        CelType skill = struct(
                "a skill",
                Map.of("framework", SimpleType.STRING, "component", SimpleType.STRING, "level", ExactNumber.TYPE));
        Map<String, CelType> fields = new LinkedHashMap<>();
        fields.put("type", SimpleType.STRING);
        fields.put("course", SimpleType.STRING);
        fields.put("title", SimpleType.STRING);
        fields.put("hours", ExactNumber.TYPE);
        fields.put("startedAt", SimpleType.TIMESTAMP);
        fields.put("endedAt", SimpleType.TIMESTAMP);
        fields.put("validUntil", SimpleType.TIMESTAMP);
        fields.put("result", struct("a result", Map.of("scaled", ExactNumber.TYPE, "passed", SimpleType.BOOL)));
        fields.put("skills", ListType.create(skill));
        fields.put("source", struct("a source", Map.of("kind", SimpleType.STRING, "ref", SimpleType.STRING)));
        fields.put("verified", SimpleType.BOOL);
        return struct("an activity", fields);
    }

    /** What is known of every subject, which a declared attribute of the same name cannot change. */
    private static CelType personType(String name, Map<String, ValueType> attributes) {
        Map<String, CelType> fields = new LinkedHashMap<>(celTypes(attributes));
        for (String text :
                new String[] {"id", "kind", "group", "region", "residence", "orgUnit", "unitKind", "unitLevel"}) {
            fields.put(text, SimpleType.STRING);
        }
        fields.put("age", ExactNumber.TYPE);
        return struct(name, fields);
    }

    private static CelType itemType(String name) {
        Map<String, CelType> fields = new LinkedHashMap<>();
        fields.put("id", SimpleType.STRING);
        fields.put("points", ExactNumber.TYPE);
        fields.put("max", ExactNumber.TYPE);
        fields.put("value", ExactNumber.TYPE);
        fields.put("outcome", SimpleType.STRING);
        return struct(name, fields);
    }

    private static CelType keyedType(String name, Collection<String> ids, CelType item) {
        Map<String, CelType> fields = new LinkedHashMap<>();
        ids.forEach(id -> fields.put(id, item));
        return struct(name, fields);
    }

    private static Map<String, CelType> celTypes(Map<String, ValueType> declared) {
        Map<String, CelType> types = new LinkedHashMap<>();
        declared.forEach((name, type) -> types.put(name, type.celType()));
        return types;
    }

    /** Type names contain a space, so that no author can write one. */
    private static StructType struct(String name, Map<String, ? extends CelType> fields) {
        ImmutableMap<String, CelType> known = ImmutableMap.copyOf(fields);
        return StructType.create(
                name, ImmutableSet.copyOf(known.keySet()), field -> Optional.ofNullable(known.get(field)));
    }
}
