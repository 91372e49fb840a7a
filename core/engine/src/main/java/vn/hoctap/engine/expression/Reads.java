package vn.hoctap.engine.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an expression looks at: {@code total}, {@code activity.result.scaled}, {@code indicator["cntt"]} (whichever of its
 * fields), {@code indicators}; and the titles that it asks for. Fields of a loop's items belong to the list they are in.
 */
final class Reads {
    private final Set<String> fields = new TreeSet<>();
    private final Set<String> titles = new TreeSet<>();
    /** Whether it looks at what was measured, or at an item as a whole. */
    private boolean values;

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

    /** Whether what it says of an indicator may change with the measured number alone, while the points stay. */
    boolean values() {
        return values;
    }

    private void visit(CelExpr node, Set<String> items) {
        switch (node.getKind()) {
            case IDENT -> {
                Optional<String> variable = Nodes.variable(node);
                values |= variable.filter(items::contains).isPresent();
                variable.filter(name -> !items.contains(name)).ifPresent(fields::add);
            }
            case SELECT -> visitSelect(node, items);
            case COMPREHENSION -> visitLoop(node.comprehension(), items);
            default -> {
                if (Nodes.isCall(node, Dialect.HOLDS)) {
                    Nodes.text(node.call().args().get(0)).ifPresent(titles::add);
                }
                values |= Nodes.isCall(node, "_[_]");
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
        values |= node.select().field().equals("value");
        if (items.contains(variable)) {
            return;
        }
        if (Nodes.isCall(at, "_[_]")) {
            Nodes.children(at).forEach(child -> visit(child, items));
        } else if (variable.isEmpty()) {
            visit(at, items);
        } else {
            values |= Paths.isKeyed(variable) && node.select().operand().getKind() != Kind.SELECT;
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
