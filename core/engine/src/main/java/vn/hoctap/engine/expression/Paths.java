package vn.hoctap.engine.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.Optional;

/** How an author writes what he refers to. */
final class Paths {
    private Paths() {}

    static String keyed(String variable, String id) {
        return variable + "[\"" + id + "\"]";
    }

    /** Whether the fields of this variable are ids, which are written in brackets. */
    static boolean isKeyed(String variable) {
        return variable.equals("criterion") || variable.equals("indicator");
    }

    static String of(String owner, String field) {
        return isKeyed(owner) ? keyed(owner, field) : owner + "." + field;
    }

    /** The path of a part of an expression, when it is nothing but a path. */
    static Optional<String> of(CelExpr part) {
        return part.getKind() == Kind.SELECT
                ? of(part.select().operand())
                        .map(owner -> of(owner, part.select().field()))
                : Nodes.variable(part);
    }
}
