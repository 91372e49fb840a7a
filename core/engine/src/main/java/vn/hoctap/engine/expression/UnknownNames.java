package vn.hoctap.engine.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.StructType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.hoctap.engine.expression.MeaningFaults.Said;

/** Says of a name that does not exist which one was probably meant. */
final class UnknownNames {
    private static final String IN_AWARD = "in award";

    private static final Map<String, String> ELSEWHERE = Map.of(
            "activity", "in where",
            "subject", "in audience, applies, parameters and award",
            "member", "in the where and have of a share",
            "total", IN_AWARD,
            "criterion", IN_AWARD,
            "indicator", IN_AWARD,
            "indicators", IN_AWARD,
            "parameter", IN_AWARD,
            "holds", "in award and in have");

    private static final Map<String, String> INSTEAD = Map.of(
            "map", "Use all, exists or filter.",
            "matches", "Use startsWith, endsWith or contains.",
            "string", "A value is used as it is; remove it.",
            "int", "A number is exact as it is; remove it.",
            "double", "A number is exact as it is; remove it.",
            "dyn", "A value is used as it is; remove it.",
            "type", "A value is used as it is; remove it.");

    private UnknownNames() {}

    static Said variable(String name, Optional<Typing> place, Scope scope) {
        String elsewhere = ELSEWHERE.get(name);
        if (elsewhere != null) {
            return new Said(
                    "“" + name + "” is known only " + elsewhere + ".",
                    "Known here: " + Suggestions.list(scope.variables().keySet()) + ".");
        }
        Collection<String> known = place.map(at -> at.variables().keySet())
                .orElse(scope.variables().keySet());
        return new Said(
                "“" + name + "” is not known here.",
                Suggestions.nearest(name, known)
                        .or(() -> fieldOfThatName(name, scope))
                        .map(near -> "Did you mean " + near + "?")
                        .orElse("A text stands in quotes: \"" + name + "\". Known here: " + Suggestions.list(known)
                                + "."));
    }

    /** {@code passMark} was written for {@code parameter.passMark}. */
    private static Optional<String> fieldOfThatName(String name, Scope scope) {
        return scope.variables().entrySet().stream()
                .filter(variable -> variable.getValue() instanceof StructType struct
                        && struct.fieldNames().contains(name))
                .map(variable -> Paths.of(variable.getKey(), name))
                .findFirst();
    }

    static Said function(String name, Scope scope) {
        if (ELSEWHERE.containsKey(name)) {
            return new Said(name + "(…) is known only " + ELSEWHERE.get(name) + ".", "Ask it there.");
        }
        List<String> known = new ArrayList<>(Dialect.FUNCTION_NAMES);
        if (scope.titles()) {
            known.add(Dialect.HOLDS);
        }
        return new Said(
                "There is no function " + name + "(…) here.",
                Optional.ofNullable(INSTEAD.get(name))
                        .or(() -> Suggestions.nearest(name, known).map(near -> "Did you mean " + near + "(…)?"))
                        .orElse("Known: " + String.join(", ", known) + "."));
    }

    static Said field(String field, Optional<Typing> place) {
        Optional<CelExpr> owner = place.map(Typing::node)
                .filter(node -> node.getKind() == Kind.SELECT)
                .map(node -> node.select().operand());
        Collection<String> known = owner.flatMap(part -> place.flatMap(at -> at.type(part)))
                .filter(StructType.class::isInstance)
                .<Collection<String>>map(type -> ((StructType) type).fieldNames())
                .orElse(List.of());
        String path = owner.flatMap(Paths::of).orElse("");
        String remedy = Suggestions.nearest(field, known)
                .map(near -> "Did you mean " + (path.isEmpty() ? near : Paths.of(path, near)) + "?")
                .orElse(known.isEmpty() ? "" : "Known: " + Suggestions.list(known) + ".");
        return Paths.isKeyed(path)
                ? new Said("There is no " + path + " “" + field + "” in this set.", remedy)
                : new Said(
                        (path.isEmpty() ? "This" : path) + " has no field “" + field + "”.",
                        remedy + declare(path, field));
    }

    private static String declare(String variable, String field) {
        return switch (variable) {
            case "subject", "member" -> " Or declare " + field + " under attributes.";
            case "parameter" -> " Or declare " + field + " under parameters.";
            default -> "";
        };
    }
}
