package vn.hoctap.engine.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the shortcut of a checked expression; what it does not know stays {@link Shortcut#NONE}, and what stands around
 * that part may still be decided without it.
 *
 * @param constants the values of the expression's number literals
 * @param item what the loop around calls its items; null outside of loops. A loop within another is left to the runtime
 */
record ShortcutFinder(
        Map<String, Optional<Object>> constants, @Nullable String item) {
    /** A longer list is left to the runtime, which counts the steps. */
    private static final int MAX_ITEMS = 100;

    Shortcut of(CelExpr part) {
        return switch (part.getKind()) {
            case IDENT -> variable(part.ident().name());
            case CONSTANT -> constant(part.constant());
            case SELECT -> select(part.select());
            case CALL -> call(part.call());
            case COMPREHENSION -> item == null ? loop(part.comprehension()) : Shortcut.NONE;
            default -> Shortcut.NONE;
        };
    }

    private Shortcut variable(String name) {
        if (name.equals(item)) {
            return Shortcut.Variables::item;
        }
        Object constant = constants.getOrDefault(name, Optional.empty()).orElse(null);
        return constant == null ? variables -> variables.find(name) : variables -> constant;
    }

    private static Shortcut constant(CelConstant constant) {
        return switch (constant.getKind()) {
            case STRING_VALUE -> {
                String text = constant.stringValue();
                yield variables -> text;
            }
            case BOOLEAN_VALUE -> {
                Boolean answer = constant.booleanValue();
                yield variables -> answer;
            }
            default -> Shortcut.NONE;
        };
    }

    private Shortcut select(CelExpr.CelSelect select) {
        Shortcut owner = of(select.operand());
        String field = select.field();
        return select.testOnly()
                ? variables ->
                        owner.read(variables) instanceof Structure structure ? Operations.has(structure, field) : null
                : variables -> owner.read(variables) instanceof Structure structure ? structure.field(field) : null;
    }

    private Shortcut call(CelExpr.CelCall call) {
        if (call.function().equals("@in")) {
            return in(of(call.args().get(0)), call.args().get(1));
        }
        List<Shortcut> parts = new ArrayList<>();
        call.target().ifPresent(target -> parts.add(of(target)));
        call.args().forEach(argument -> parts.add(of(argument)));
        return switch (parts.size()) {
            case 1 ->
                call.function().equals("!_")
                        ? variables -> Operations.not(parts.get(0).read(variables))
                        : Shortcut.NONE;
            case 2 -> binary(call.function(), parts.get(0), parts.get(1));
            default -> Shortcut.NONE;
        };
    }

    private static Shortcut binary(String function, Shortcut left, Shortcut right) {
        return switch (function) {
            case "_&&_" -> variables -> Operations.decide(Boolean.FALSE, left, right, variables);
            case "_||_" -> variables -> Operations.decide(Boolean.TRUE, left, right, variables);
            default ->
                Operations.named(function)
                        .map(operation ->
                                (Shortcut) variables -> operation.on(left.read(variables), right.read(variables)))
                        .orElse(Shortcut.NONE);
        };
    }

    private Shortcut in(Shortcut sought, CelExpr list) {
        if (list.getKind() != Kind.LIST) {
            return Shortcut.NONE;
        }
        Shortcut[] items = list.list().elements().stream().map(this::of).toArray(Shortcut[]::new);
        return variables -> Operations.in(sought.read(variables), items, variables);
    }

    /** {@code all} and {@code exists}; the other loops have other steps. */
    private Shortcut loop(CelExpr.CelComprehension loop) {
        boolean all = Nodes.isCall(loop.loopStep(), "_&&_");
        if (!(all || Nodes.isCall(loop.loopStep(), "_||_"))
                || !isAccumulator(loop.result(), loop)
                || !isAccumulator(loop.loopStep().call().args().get(0), loop)) {
            return Shortcut.NONE;
        }
        Boolean decisive = !all;
        Shortcut range = of(loop.iterRange());
        Shortcut body = new ShortcutFinder(constants, loop.iterVar())
                .of(loop.loopStep().call().args().get(1));
        return variables -> (range.read(variables) instanceof List<?> list && list.size() <= MAX_ITEMS)
                ? Operations.decide(decisive, list, body, variables)
                : null;
    }

    private static boolean isAccumulator(CelExpr part, CelExpr.CelComprehension loop) {
        return part.getKind() == Kind.IDENT && part.ident().name().equals(loop.accuVar());
    }
}
