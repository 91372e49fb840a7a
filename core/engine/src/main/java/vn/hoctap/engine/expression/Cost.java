package vn.hoctap.engine.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.StructType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many steps an evaluation may take at most, told from the text alone: each part of an expression is a step, and what
 * stands within a loop is taken once for each item. CEL for Java has no such estimate of its own.
 */
final class Cost {
    /** Of a list that comes with the data, such as the skills of an activity. */
    private static final long LIST = 100;
    /** Nothing is counted beyond. */
    private static final long MOST = 1_000_000_000_000L;

    private final Scope scope;
    /** How long the items of a loop are, where these are lists. */
    private final Map<String, Long> items = new HashMap<>();

    private Cost(Scope scope) {
        this.scope = scope;
    }

    static long of(CelExpr root, Scope scope) {
        return new Cost(scope).steps(root);
    }

    /** Where too much is asked: the first loop that alone is too much, or the whole. Empty: it is not too much. */
    static Optional<CelExpr> excess(CelExpr root, Scope scope) {
        if (of(root, scope) <= Limits.MAX_STEPS) {
            return Optional.empty();
        }
        for (CelExpr part : Nodes.children(root)) {
            Optional<CelExpr> within = excess(part, scope);
            if (within.isPresent() && root.getKind() != Kind.COMPREHENSION) {
                return within;
            }
        }
        return Optional.of(root);
    }

    private long steps(CelExpr node) {
        if (node.getKind() == Kind.COMPREHENSION) {
            return loop(node.comprehension());
        }
        long sum = 1;
        for (CelExpr part : Nodes.children(node)) {
            sum = plus(sum, steps(part));
        }
        return sum;
    }

    private long loop(CelComprehension loop) {
        long turns = size(loop.iterRange());
        items.put(loop.iterVar(), itemSize(loop.iterRange()));
        long each = plus(1, plus(steps(loop.loopCondition()), steps(loop.loopStep())));
        return plus(
                plus(steps(loop.iterRange()), times(turns, each)), plus(steps(loop.accuInit()), steps(loop.result())));
    }

    /** How many items a list has at most. */
    private long size(CelExpr list) {
        return switch (list.getKind()) {
            case LIST -> list.list().elements().size();
            // What filter leaves is no longer than what it was given.
            case COMPREHENSION -> size(list.comprehension().iterRange());
            case IDENT -> named(list.ident().name());
            default -> LIST;
        };
    }

    private long named(String name) {
        CelType keyed = scope.variables().get("indicator");
        return name.equals("indicators") && keyed instanceof StructType indicators
                ? indicators.fieldNames().size()
                : items.getOrDefault(name, LIST);
    }

    private long itemSize(CelExpr list) {
        if (list.getKind() != Kind.LIST) {
            return LIST;
        }
        List<CelExpr> elements = list.list().elements();
        return elements.stream().mapToLong(this::size).max().orElse(0);
    }

    private static long plus(long one, long other) {
        return Math.min(MOST, one + other);
    }

    private static long times(long one, long other) {
        return one != 0 && other > MOST / one ? MOST : one * other;
    }
}
