package vn.hoctap.engine.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at parts of a parsed expression. */
final class Nodes {
    private Nodes() {}

    static List<CelExpr> children(CelExpr node) {
        return switch (node.getKind()) {
            case SELECT -> List.of(node.select().operand());
            case CALL -> {
                List<CelExpr> parts = new ArrayList<>();
                node.call().target().ifPresent(parts::add);
                parts.addAll(node.call().args());
                yield parts;
            }
            case LIST -> node.list().elements();
            case STRUCT ->
                node.struct().entries().stream().map(entry -> entry.value()).toList();
            case MAP ->
                node.map().entries().stream()
                        .flatMap(entry -> List.of(entry.key(), entry.value()).stream())
                        .toList();
            case COMPREHENSION -> {
                CelExpr.CelComprehension loop = node.comprehension();
                yield List.of(loop.iterRange(), loop.accuInit(), loop.loopCondition(), loop.loopStep(), loop.result());
            }
            case CONSTANT, IDENT, NOT_SET -> List.of();
        };
    }

    static boolean isCall(CelExpr node, String function) {
        return node.getKind() == Kind.CALL && node.call().function().equals(function);
    }

    /** The name of a variable that an author wrote; constants and accumulators begin with {@code @}. */
    static Optional<String> variable(CelExpr node) {
        return node.getKind() == Kind.IDENT && !node.ident().name().startsWith("@")
                ? Optional.of(node.ident().name())
                : Optional.empty();
    }

    static Optional<String> text(CelExpr node) {
        return node.getKind() == Kind.CONSTANT && node.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(node.constant().stringValue())
                : Optional.empty();
    }
}
