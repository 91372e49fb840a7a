package vn.hoctap.engine.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What CEL would allow and this language does not, found in the tree before it is checked or ever run. */
final class Restrictions {
    /** These are asked with what stands in the text, so that a misspelling is found now and not in three years. */
    private static final Set<String> QUOTED = Set.of("holds", "date", "timestamp", "duration");

    private final Scope scope;
    private final Positions positions;
    private final List<Fault> faults = new ArrayList<>();

    private Restrictions(Scope scope, Positions positions) {
        this.scope = scope;
        this.positions = positions;
    }

    static List<Fault> faults(Normal normal, Scope scope, Positions positions) {
        Restrictions restrictions = new Restrictions(scope, positions);
        for (long id : normal.unreadable()) {
            restrictions.add(id, "This number is too long.", "A number has at most 100 digits.");
        }
        restrictions.visit(normal.ast().getExpr(), 0);
        return restrictions.faults;
    }

    /** Lists may be joined only by {@code filter}, whose accumulator no author can name. Needs the types. */
    static List<Fault> joinedLists(CelAbstractSyntaxTree checked, Positions positions) {
        List<Fault> faults = new ArrayList<>();
        findJoins(
                checked,
                checked.getExpr(),
                join -> faults.add(positions.fault(
                        join.id(), "Lists cannot be joined with +.", "Write one list with all its items.")));
        return faults;
    }

    /** What would take too many steps. */
    static List<Fault> excess(CelAbstractSyntaxTree checked, Scope scope, Positions positions) {
        return Cost.excess(checked.getExpr(), scope)
                .map(part -> positions.fault(
                        part.id(),
                        "This may take " + Cost.of(part, scope) + " steps, and at most " + Limits.MAX_STEPS
                                + " are allowed.",
                        "Ask less within all, exists, exists_one and filter, or shorten the lists."))
                .stream()
                .toList();
    }

    private static void findJoins(CelAbstractSyntaxTree checked, CelExpr node, Consumer<CelExpr> found) {
        if (Nodes.isCall(node, "_+_")
                && checked.getReferenceOrThrow(node.id()).overloadIds().contains("add_list")
                && !isAccumulator(node.call().args().get(0))) {
            found.accept(node);
        }
        Nodes.children(node).forEach(child -> findJoins(checked, child, found));
    }

    private static boolean isAccumulator(CelExpr left) {
        return left.getKind() == Kind.IDENT && left.ident().name().startsWith("@");
    }

    private void visit(CelExpr node, int loops) {
        int depth = node.getKind() == Kind.COMPREHENSION ? loops + 1 : loops;
        switch (node.getKind()) {
            case MAP -> add(node.id(), "A map { } cannot be written here.", "Compare single values instead.");
            case STRUCT -> add(node.id(), "A record { } cannot be written here.", "Compare single values instead.");
            case CONSTANT -> visitConstant(node);
            case CALL -> visitCall(node);
            case COMPREHENSION -> visitLoop(node, depth);
            default -> {}
        }
        Nodes.children(node).forEach(child -> visit(child, depth));
    }

    private void visitConstant(CelExpr node) {
        CelConstant.Kind kind = node.constant().getKind();
        if (kind == CelConstant.Kind.UINT64_VALUE) {
            add(node.id(), "A number is written without the letter u.", "Remove the u.");
        } else if (kind == CelConstant.Kind.BYTES_VALUE) {
            add(node.id(), "A text is written without the letter b in front.", "Remove the b.");
        } else if (kind == CelConstant.Kind.NULL_VALUE) {
            add(node.id(), "There is no null here.", "Ask whether a field has a value with has(…).");
        }
    }

    private void visitLoop(CelExpr node, int depth) {
        String variable = node.comprehension().iterVar();
        if (depth == Limits.MAX_LOOPS + 1) {
            add(
                    node.id(),
                    "all, exists, exists_one and filter stand more than " + Limits.MAX_LOOPS
                            + " deep within one another.",
                    "Split the condition into several.");
        }
        if (scope.variables().containsKey(variable)) {
            add(node.id(), variable + " already means something else here.", "Give the item another name, such as i.");
        }
    }

    private void visitCall(CelExpr node) {
        String function = node.call().function();
        if (!QUOTED.contains(function) || node.call().target().isPresent()) {
            return;
        }
        for (CelExpr argument : node.call().args()) {
            Nodes.text(argument)
                    .ifPresentOrElse(
                            text -> checkText(function, argument, text),
                            () -> add(
                                    argument.id(),
                                    function + "(…) is asked with a text that is written out.",
                                    "Write " + example(function) + "."));
        }
    }

    private void checkText(String function, CelExpr argument, String text) {
        try {
            switch (function) {
                case "date" -> LocalDate.parse(text);
                case "timestamp" -> OffsetDateTime.parse(text);
                case "duration" -> readDuration(text);
                default -> {}
            }
        } catch (DateTimeException e) {
            add(
                    argument.id(),
                    "“" + text + "” is not understood by " + function + "(…).",
                    "Write " + example(function) + ".");
        }
    }

    private static void readDuration(String text) {
        if (!text.matches("-?(\\d+(\\.\\d+)?(h|m|s|ms|us|ns))+")) {
            throw new DateTimeException(text);
        }
    }

    private static String example(String function) {
        return switch (function) {
            case "date" -> "date(\"2025-01-31\")";
            case "timestamp" -> "timestamp(\"2025-01-31T08:00:00+07:00\")";
            case "duration" -> "duration(\"36h\")";
            default -> "holds(\"gia-dinh-hoc-tap\")";
        };
    }

    private void add(long id, String message, String remedy) {
        faults.add(positions.fault(id, message, remedy));
    }
}
