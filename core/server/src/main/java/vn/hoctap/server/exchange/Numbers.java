package vn.hoctap.server.exchange;

import java.math.BigDecimal;

/** Numbers as texts that mean one thing to whoever reads them. */
final class Numbers {
    private static final int THOUSANDS = 3;

    private Numbers() {}

    /** Three places behind the point look like thousands to many; a fourth does not. */
    static String clear(BigDecimal number) {
        BigDecimal shortest = plain(number);
        return (shortest.scale() == THOUSANDS ? shortest.setScale(THOUSANDS + 1) : shortest).toPlainString();
    }

    static BigDecimal plain(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
}
