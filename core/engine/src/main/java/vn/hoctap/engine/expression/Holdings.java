package vn.hoctap.engine.expression;

import org.jspecify.annotations.Nullable;

/** Which titles a subject holds at the date of the decision. Asked only while an expression is evaluated. */
@FunctionalInterface
public interface Holdings {
    Holdings NONE = (title, level) -> false;

    /** @param level the level wanted, or null for any */
    boolean holds(String title, @Nullable String level);
}
