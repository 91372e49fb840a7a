package vn.hoctap.engine.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;

/** The type of an attribute or parameter that a criteria set declares. */
public enum ValueType {
    TEXT,
    NUMBER,
    BOOLEAN,
    /** A day; in expressions the instant at which it begins in UTC. */
    DATE;

    CelType celType() {
        return switch (this) {
            case TEXT -> SimpleType.STRING;
            case NUMBER -> ExactNumber.TYPE;
            case BOOLEAN -> SimpleType.BOOL;
            case DATE -> SimpleType.TIMESTAMP;
        };
    }
}
