package vn.hoctap.server.http;

import java.util.Locale;
import vn.hoctap.engine.decision.Outcome;

/** The few meanings that have a colour. */
public enum Tone {
    OK,
    WAIT,
    NO,
    /** Without colour. */
    STILL;

    /** The class in the style sheet. */
    public String css() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Tone of(Outcome outcome) {
        return switch (outcome) {
            case MET -> OK;
            case NOT_MET -> NO;
            case NOT_APPLICABLE, NO_DATA -> STILL;
        };
    }
}
