package vn.hoctap.engine.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.expression.Comparison.Loop;
import vn.hoctap.engine.expression.Comparison.Operator;

/** Finds out whether a whole expression is one comparison of numbers. */
final class ComparisonFinder {
    private final CelAbstractSyntaxTree checked;
    private final Map<String, Optional<Object>> constants;

    private ComparisonFinder(CelAbstractSyntaxTree checked, Map<String, Optional<Object>> constants) {
        this.checked = checked;
        this.constants = constants;
    }

    static Optional<Comparison> find(CelAbstractSyntaxTree checked, Map<String, Optional<Object>> constants) {
        ComparisonFinder finder = new ComparisonFinder(checked, constants);
        CelExpr root = checked.getExpr();
        return root.getKind() == Kind.COMPREHENSION ? finder.all(root.comprehension()) : finder.single(root);
    }

    private Optional<Comparison> single(CelExpr call) {
        return operator(call).map(operator -> {
            CelExpr left = call.call().args().get(0);
            CelExpr right = call.call().args().get(1);
            return isFixed(left) && !isFixed(right)
                    ? comparison(operator.mirrored(), right, left, null)
                    : comparison(operator, left, right, null);
        });
    }

    private Optional<Comparison> all(CelExpr.CelComprehension loop) {
        if (!Nodes.isCall(loop.loopStep(), "_&&_")) {
            return Optional.empty();
        }
        CelExpr body = loop.loopStep().call().args().get(1);
        Optional<Operator> found =
                operator(body).filter(operator -> operator != Operator.EQUAL && operator != Operator.DIFFERENT);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        CelExpr left = body.call().args().get(0);
        CelExpr right = body.call().args().get(1);
        boolean leftIsItem = mentions(left, loop.iterVar());
        if (leftIsItem == mentions(right, loop.iterVar())) {
            return Optional.empty();
        }
        Loop through = new Loop(plan(loop.iterRange()), loop.iterVar());
        return Optional.of(
                leftIsItem
                        ? comparison(found.get(), left, right, through)
                        : comparison(found.get().mirrored(), right, left, through));
    }

    private Optional<Operator> operator(CelExpr call) {
        return Operator.of(call)
                .filter(operator -> call.call().args().stream()
                        .allMatch(side -> checked.getTypeOrThrow(side.id()).equals(ExactNumber.TYPE)));
    }

    private Comparison comparison(Operator operator, CelExpr actual, CelExpr needed, @Nullable Loop loop) {
        String item = loop == null ? null : loop.item();
        return new Comparison(operator, Plan.of(checked, actual, constants, item), plan(needed), loop);
    }

    private Plan plan(CelExpr part) {
        return Plan.of(checked, part, constants);
    }

    /** What a set fixes beforehand is what is needed; the other side is what was reached. */
    private static boolean isFixed(CelExpr side) {
        return Reads.of(side).fields().stream().allMatch(read -> read.startsWith("parameter."));
    }

    private static boolean mentions(CelExpr side, String item) {
        return Reads.of(side).fields().stream()
                .anyMatch(read -> List.of(read.split("\\.", 2)).get(0).equals(item));
    }
}
