package vn.hoctap.engine.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;

/** What an expression is wanted for. */
public enum Result {
    /** A condition: true or false. */
    BOOLEAN,
    NUMBER;

    CelType celType() {
        return this == BOOLEAN ? SimpleType.BOOL : ExactNumber.TYPE;
    }
}
