package vn.hoctap.engine.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
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
    private final @Nullable Direct direct;

    /** A variable, or one field of it: read without asking the runtime, which takes ten times as long. */
    private record Direct(String variable, @Nullable String field) {
        static @Nullable Direct of(CelExpr part) {
            if (part.getKind() == Kind.IDENT) {
                return new Direct(part.ident().name(), null);
            }
            boolean field = part.getKind() == Kind.SELECT
                    && !part.select().testOnly()
                    && part.select().operand().getKind() == Kind.IDENT;
            return field
                    ? new Direct(
                            part.select().operand().ident().name(),
                            part.select().field())
                    : null;
        }

        /** Null when there is no such value; then the runtime says what is wrong. */
        @Nullable
        Object read(@Nullable Object value) {
            if (field == null) {
                return value;
            }
            return value instanceof Structure structure ? structure.field(field) : null;
        }
    }

    private Plan(Program program, Map<String, Optional<Object>> constants, boolean titles, @Nullable Direct direct) {
        this.program = program;
        this.direct = direct;
        this.constants = constants;
        this.titles = titles;
    }

    static Plan of(CelAbstractSyntaxTree checked, CelExpr part, Map<String, Optional<Object>> constants) {
        CelAbstractSyntaxTree tree = CelAbstractSyntaxTree.newCheckedAst(
                part, checked.getSource(), checked.getReferenceMap(), checked.getTypeMap());
        boolean titles = !Reads.of(part).titles().isEmpty();
        try {
            return new Plan(RUNTIME.createProgram(tree), constants, titles, Direct.of(part));
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("a checked expression that cannot be planned", e);
        }
    }

    Object run(Bindings bindings) throws CelEvaluationException {
        if (direct != null) {
            Object read = direct.read(find(bindings, direct.variable()).orElse(null));
            if (read != null) {
                return read;
            }
        }
        return titles
                ? program.eval(name -> find(bindings, name), bindings.functions())
                : program.eval(name -> find(bindings, name));
    }

    /** With one more variable: the item of a loop. */
    Object run(Bindings bindings, String item, Object value) throws CelEvaluationException {
        if (direct != null && direct.variable().equals(item)) {
            Object read = direct.read(value);
            if (read != null) {
                return read;
            }
        }
        Optional<Object> bound = Optional.of(value);
        return program.eval(name -> name.equals(item) ? bound : find(bindings, name), bindings.functions());
    }

    private Optional<Object> find(Bindings bindings, String name) {
        return name.charAt(0) == '@' ? constants.getOrDefault(name, Optional.empty()) : bindings.find(name);
    }
}
