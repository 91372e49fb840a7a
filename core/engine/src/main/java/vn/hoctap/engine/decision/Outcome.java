package vn.hoctap.engine.decision;

/** The four judgements. NO_DATA is never taken for zero, and NOT_APPLICABLE never for a pass without the set saying so. */
public enum Outcome {
    MET,
    NOT_MET,
    NOT_APPLICABLE,
    NO_DATA
}
