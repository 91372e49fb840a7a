package vn.hoctap.engine.expression;

import org.jspecify.annotations.Nullable;

/**
 * An expression, or a part of one, as a tree of small functions, which answers in a tenth of the time that CEL's runtime
 * takes. It knows comparisons, logic, texts, calculations and single loops, and only where every value is there; it gives
 * null for everything else, and then the runtime is asked. So it never says another thing than the runtime, only the same
 * earlier. Thread-safe.
 */
@FunctionalInterface
interface Shortcut {
    Shortcut NONE = variables -> null;

    /** The values of variables; null where there is none. */
    @FunctionalInterface
    interface Variables {
        @Nullable
        Object find(String name);

        /** The item at which a loop is; null outside of loops. */
        default @Nullable Object item() {
            return null;
        }

        /** Within a loop. */
        default Variables at(Object item) {
            return new AtItem(this, item);
        }
    }

    /** Variables and one more. */
    record AtItem(Variables variables, Object item) implements Variables {
        @Override
        public @Nullable Object find(String name) {
            return variables.find(name);
        }
    }

    /** Null: ask the runtime. */
    @Nullable
    Object read(Variables variables);
}
