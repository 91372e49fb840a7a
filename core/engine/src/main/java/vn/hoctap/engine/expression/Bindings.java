package vn.hoctap.engine.expression;

import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionResolver;
import dev.cel.runtime.CelLateFunctionBindings;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;

/**
 * The values of the variables for an evaluation. Cheap to make, and good for many expressions about the same thing; maps
 * are not copied. Thread-safe while the caller leaves its maps alone.
 */
public final class Bindings {
    private final Shortcut.Variables variables;
    private final Holdings holdings;
    private @Nullable CelFunctionResolver functions;

    private Bindings(Shortcut.Variables variables, Holdings holdings) {
        this.variables = variables;
        this.holdings = holdings;
    }

    public static Bindings activity(Fact fact) {
        return one("activity", new ActivityStructure(fact), Holdings.NONE);
    }

    /** @param fields text String, number Rational, boolean Boolean, date LocalDate; what is not in the map is absent */
    public static Bindings subject(Map<String, Object> fields) {
        return subject(fields, Holdings.NONE);
    }

    /** For {@link Scope#withTitles}. */
    public static Bindings subject(Map<String, Object> fields, Holdings titles) {
        return one("subject", new FieldsStructure("subject", fields), titles);
    }

    /** @param titles what the member holds */
    public static Bindings member(Map<String, Object> fields, Holdings titles) {
        return one("member", new FieldsStructure("member", fields), titles);
    }

    public static Bindings award(AwardValues values) {
        return new Bindings(new AwardVariables(values), values.holdings());
    }

    private static Bindings one(String variable, Object value, Holdings titles) {
        return new Bindings(name -> name.equals(variable) ? value : null, titles);
    }

    Shortcut.Variables variables() {
        return variables;
    }

    /** Made when first asked for; two threads that make it twice do no harm. */
    @SuppressWarnings("Immutable") // These functions live as long as the bindings they answer for.
    CelFunctionResolver functions() {
        CelFunctionResolver known = functions;
        if (known == null) {
            known = CelLateFunctionBindings.from(CelFunctionBinding.fromOverloads(
                    Dialect.HOLDS,
                    CelFunctionBinding.from(Dialect.HOLDS_TITLE, String.class, title -> holdings.holds(title, null)),
                    CelFunctionBinding.from(Dialect.HOLDS_LEVEL, String.class, String.class, holdings::holds)));
            functions = known;
        }
        return known;
    }
}
