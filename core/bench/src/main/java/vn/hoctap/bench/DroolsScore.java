package vn.hoctap.bench;

/** An indicator's points within a session. */
public final class DroolsScore {
    private final int set;
    private final int indicator;
    private int value = -1;
    private int points;

    DroolsScore(int set, int indicator) {
        this.set = set;
        this.indicator = indicator;
    }

    public int getSet() {
        return set;
    }

    public int getIndicator() {
        return indicator;
    }

    public int getValue() {
        return value;
    }

    public int getPoints() {
        return points;
    }

    public void measure(int measured) {
        value = measured;
        points = measured >= EngineCase.HIGH
                ? 10
                : measured >= EngineCase.MIDDLE ? 8 : measured >= EngineCase.LOW ? 5 : 0;
    }
}
