package vn.hoctap.engine.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A checked expression, or a part of one, ready to run with its own constants. Thread-safe. */
final class Plan {
    private static final CelRuntime RUNTIME = CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(Limits.runtimeOptions())
            .addFunctionBindings(Functions.BINDINGS)
            .addLateBoundFunctions(Dialect.HOLDS)
            .build();

    private final Program program;
    private final Map<String, Optional<Object>> constants;
    private final boolean titles;
    private final Shortcut shortcut;

    private Plan(Program program, Map<String, Optional<Object>> constants, boolean titles, Shortcut shortcut) {
        this.program = program;
        this.shortcut = shortcut;
        this.constants = constants;
        this.titles = titles;
    }

    static Plan of(CelAbstractSyntaxTree checked, CelExpr part, Map<String, Optional<Object>> constants) {
        return of(checked, part, constants, null);
    }

    /** @param item what a loop around this part calls its items; null when there is none */
    static Plan of(
            CelAbstractSyntaxTree checked,
            CelExpr part,
            Map<String, Optional<Object>> constants,
            @Nullable String item) {
        CelAbstractSyntaxTree tree = CelAbstractSyntaxTree.newCheckedAst(
                part, checked.getSource(), checked.getReferenceMap(), checked.getTypeMap());
        boolean titles = !Reads.of(part).titles().isEmpty();
        try {
            return new Plan(
                    RUNTIME.createProgram(tree), constants, titles, new ShortcutFinder(constants, item).of(part));
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("a checked expression that cannot be planned", e);
        }
    }

    Object run(Bindings bindings) throws CelEvaluationException {
        Object known = shortcut.read(bindings.variables());
        return known != null ? known : evaluate(bindings);
    }

    /** By CEL's runtime alone. */
    Object evaluate(Bindings bindings) throws CelEvaluationException {
        return titles
                ? program.eval(name -> find(bindings, name), bindings.functions())
                : program.eval(name -> find(bindings, name));
    }

    /** With one more variable: the item of a loop. */
    Object run(Bindings bindings, String item, Object value) throws CelEvaluationException {
        Object known = shortcut.read(bindings.variables().at(value));
        if (known != null) {
            return known;
        }
        Optional<Object> bound = Optional.of(value);
        return program.eval(name -> name.equals(item) ? bound : find(bindings, name), bindings.functions());
    }

    private Optional<Object> find(Bindings bindings, String name) {
        return name.charAt(0) == '@'
                ? constants.getOrDefault(name, Optional.empty())
                : Optional.ofNullable(bindings.variables().find(name));
    }
}
