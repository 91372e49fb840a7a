package vn.hoctap.server.ledger;

import java.util.ArrayList;
import java.util.List;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.measure.State.Sum;

/** What a member gave to a headcount when he was looked at last; whoever gives nothing has none. */
record Contribution(long member, Pair pair, long epoch, List<Sum> sums) {
    private static final int COUNTED = 1;
    private static final int HAVING = 2;

    Contribution {
        sums = List.copyOf(sums);
    }

    boolean isNothing() {
        return sums.stream().allMatch(sum -> sum.count() == 0);
    }

    /** A byte for each way. */
    byte[] bytes() {
        byte[] bytes = new byte[sums.size()];
        for (int i = 0; i < bytes.length; i++) {
            Sum sum = sums.get(i);
            bytes[i] = (byte) (sum.count() == 0 ? 0 : COUNTED | (sum.sum().signum() == 0 ? 0 : HAVING));
        }
        return bytes;
    }

    static List<Sum> sums(byte[] bytes) {
        List<Sum> sums = new ArrayList<>(bytes.length);
        for (byte one : bytes) {
            sums.add(new Sum(one & COUNTED, Rational.of((one & HAVING) / HAVING)));
        }
        return sums;
    }
}
