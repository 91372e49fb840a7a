package vn.hoctap.bench;

/** What a set says of the subject of a session. */
public final class DroolsVerdict {
    private final int set;
    private int total;
    private boolean met;

    DroolsVerdict(int set) {
        this.set = set;
    }

    public int getSet() {
        return set;
    }

    public int getTotal() {
        return total;
    }

    public boolean isMet() {
        return met;
    }

    public void judge(int sum, boolean earned) {
        total = sum;
        met = earned;
    }
}
