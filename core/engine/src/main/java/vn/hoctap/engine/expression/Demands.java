package vn.hoctap.engine.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a condition demands outright: {@code activity.type == "exam" && …} cannot hold for another type, whatever follows.
 * By the path of a field, the texts that it may be.
 */
final class Demands {
    private final Map<String, Set<String>> texts = new HashMap<>();

    private Demands() {}

    static Map<String, Set<String>> of(CelExpr root) {
        Demands demands = new Demands();
        demands.visit(root);
        return Map.copyOf(demands.texts);
    }

    private void visit(CelExpr node) {
        if (node.getKind() != Kind.CALL || node.call().args().size() != 2) {
            return;
        }
        CelExpr left = node.call().args().get(0);
        CelExpr right = node.call().args().get(1);
        switch (node.call().function()) {
            case "_&&_" -> {
                visit(left);
                visit(right);
            }
            case "_==_" -> {
                demand(left, List.of(right));
                demand(right, List.of(left));
            }
            case "@in" -> {
                if (right.getKind() == Kind.LIST) {
                    demand(left, right.list().elements());
                }
            }
            default -> {}
        }
    }

    private void demand(CelExpr field, List<CelExpr> choices) {
        Set<String> allowed = new HashSet<>();
        for (CelExpr choice : choices) {
            Optional<String> text = Nodes.text(choice);
            if (text.isEmpty()) {
                return;
            }
            allowed.add(text.get());
        }
        Paths.of(field).ifPresent(path -> texts.merge(path, Set.copyOf(allowed), Demands::both));
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        return Set.copyOf(both);
    }
}
