package vn.hoctap.engine.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.StructType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The types of an expression's parts as far as they are plain without checking it, so that a fault of an expression that
 * CEL refuses can still be explained.
 *
 * @param node the part at fault
 * @param variables the variables known at that part, with those of the loops around it
 */
record Typing(CelExpr node, Map<String, CelType> variables) {

    static Optional<Typing> at(long id, CelExpr within, Map<String, CelType> variables) {
        if (within.id() == id) {
            return Optional.of(new Typing(within, variables));
        }
        Map<String, CelType> inside = variables;
        if (within.getKind() == CelExpr.ExprKind.Kind.COMPREHENSION) {
            inside = new HashMap<>(variables);
            CelExpr.CelComprehension loop = within.comprehension();
            Optional<CelType> item = item(type(loop.iterRange(), variables));
            if (item.isPresent()) {
                inside.put(loop.iterVar(), item.get());
            }
        }
        for (CelExpr child : Nodes.children(within)) {
            Optional<Typing> found = at(id, child, inside);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The type of a part of the node. */
    Optional<CelType> type(CelExpr part) {
        return type(part, variables);
    }

    private static Optional<CelType> type(CelExpr part, Map<String, CelType> variables) {
        return switch (part.getKind()) {
            case IDENT -> Optional.ofNullable(variables.get(part.ident().name()));
            case SELECT ->
                type(part.select().operand(), variables)
                        .flatMap(owner -> field(owner, part.select().field()));
            case CALL ->
                Nodes.isCall(part, "_[_]") ? item(type(part.call().args().get(0), variables)) : Optional.empty();
            case COMPREHENSION -> type(part.comprehension().iterRange(), variables);
            default -> Optional.empty();
        };
    }

    private static Optional<CelType> item(Optional<CelType> list) {
        return list.filter(ListType.class::isInstance).map(ListType.class::cast).map(ListType::elemType);
    }

    private static Optional<CelType> field(CelType owner, String name) {
        return owner instanceof StructType struct && struct.fieldNames().contains(name)
                ? struct.findField(name).map(StructType.Field::type)
                : Optional.empty();
    }
}
