package vn.hoctap.engine.expression;

import dev.cel.common.ast.CelExpr;
import java.util.HashSet;
import java.util.Set;

/**
 * The fields without which a condition cannot hold: {@code activity.course.startsWith("BD-") && …} is never true of an
 * activity that has no course. What stands behind an {@code ||} or a {@code has} is needed by nobody.
 */
final class Needs {
    private static final Set<String> LENIENT = Set.of("_&&_", "_||_", "_?_:_");

    private final Set<String> paths = new HashSet<>();

    private Needs() {}

    static Set<String> of(CelExpr root) {
        Needs needs = new Needs();
        needs.visitAll(root);
        return Set.copyOf(needs.paths);
    }

    /** Of several conditions that must all hold, each has its needs. */
    private void visitAll(CelExpr node) {
        if (Nodes.isCall(node, "_&&_")) {
            node.call().args().forEach(this::visitAll);
        } else {
            visit(node);
        }
    }

    private void visit(CelExpr node) {
        switch (node.getKind()) {
            case SELECT -> {
                if (!node.select().testOnly()) {
                    Paths.of(node).ifPresent(paths::add);
                    visit(node.select().operand());
                }
            }
            case CALL -> {
                if (!LENIENT.contains(node.call().function())) {
                    Nodes.children(node).forEach(this::visit);
                }
            }
            case COMPREHENSION -> visit(node.comprehension().iterRange());
            default -> {}
        }
    }
}
