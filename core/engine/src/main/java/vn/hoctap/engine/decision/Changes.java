package vn.hoctap.engine.decision;

/** How the scores of a sheet differ from those before, indicator by indicator. Filled once, by one thread. */
final class Changes {
    private static final byte VALUE = 1;
    private static final byte POINTS = 2;

    private final byte[] changes;

    /** Of so many indicators, nothing has changed. */
    Changes(int indicators) {
        changes = new byte[indicators];
    }

    /** Another number was measured; the points and the judgement are the same. */
    void value(int indicator) {
        changes[indicator] = VALUE;
    }

    void points(int indicator) {
        changes[indicator] = POINTS;
    }

    boolean isAnyIn(int begin, int end) {
        return isAny(VALUE, begin, end);
    }

    boolean isPointsIn(int begin, int end) {
        return isAny(POINTS, begin, end);
    }

    private boolean isAny(byte least, int begin, int end) {
        for (int i = begin; i < end; i++) {
            if (changes[i] >= least) {
                return true;
            }
        }
        return false;
    }

    boolean isPoints() {
        return isPointsIn(0, changes.length);
    }

    /**
     * Whether some of these indicators have changed.
     *
     * @param values whether another measured number is enough
     */
    boolean touch(boolean[] indicators, boolean values) {
        byte least = values ? VALUE : POINTS;
        for (int i = 0; i < changes.length; i++) {
            if (changes[i] >= least && indicators[i]) {
                return true;
            }
        }
        return false;
    }
}
