package vn.hoctap.engine.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an expression looks at: {@code total}, {@code activity.result.scaled}, {@code indicator["cntt"]} (whichever of its
 * fields), {@code indicators}; and the titles that it asks for. Fields of a loop's items belong to the list they are in.
 */
final class Reads {
    private final Set<String> fields = new TreeSet<>();
    private final Set<String> titles = new TreeSet<>();

    private Reads() {}

    static Reads of(CelExpr root) {
        Reads reads = new Reads();
        reads.visit(root, Set.of());
        return reads;
    }

    Set<String> fields() {
        return Collections.unmodifiableSet(fields);
    }

    Set<String> titles() {
        return Collections.unmodifiableSet(titles);
    }

    private void visit(CelExpr node, Set<String> items) {
        switch (node.getKind()) {
            case IDENT ->
                Nodes.variable(node).filter(name -> !items.contains(name)).ifPresent(fields::add);
            case SELECT -> visitSelect(node, items);
            case COMPREHENSION -> visitLoop(node.comprehension(), items);
            default -> {
                if (Nodes.isCall(node, Dialect.HOLDS)) {
                    Nodes.text(node.call().args().get(0)).ifPresent(titles::add);
                }
                Nodes.children(node).forEach(child -> visit(child, items));
            }
        }
    }

    private void visitSelect(CelExpr node, Set<String> items) {
        StringBuilder path = new StringBuilder();
        CelExpr at = node;
        String field = "";
        while (at.getKind() == Kind.SELECT) {
            field = at.select().field();
            path.insert(0, "." + field);
            at = at.select().operand();
        }
        String variable = Nodes.variable(at).orElse("");
        if (variable.isEmpty() || items.contains(variable)) {
            visit(at, items);
        } else {
            fields.add(Paths.isKeyed(variable) ? Paths.keyed(variable, field) : variable + path);
        }
    }

    private void visitLoop(CelExpr.CelComprehension loop, Set<String> items) {
        visit(loop.iterRange(), items);
        Set<String> inside = new HashSet<>(items);
        inside.add(loop.iterVar());
        visit(loop.loopCondition(), inside);
        visit(loop.loopStep(), inside);
        visit(loop.result(), inside);
    }
}
