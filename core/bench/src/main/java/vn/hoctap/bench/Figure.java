package vn.hoctap.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * What a benchmark found: two rates of one unit, higher is better.
 *
 * @param reference measured in the same run
 */
record Figure(String bench, double figure, String unit, double reference) {

    double ratio() {
        return figure / reference;
    }

    String json() {
        return "{\"bench\":\"%s\",\"figure\":%s,\"unit\":\"%s\",\"reference\":%s,\"ratio\":%s}"
                .formatted(bench, plain(figure), unit, plain(reference), plain(ratio()));
    }

    String sentence() {
        return String.format(
                Locale.ROOT, "%s: %,.6g %s; the reference %,.6g; ratio %.3f", bench, figure, unit, reference, ratio());
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number)
                .round(new MathContext(5))
                .stripTrailingZeros()
                .toPlainString();
    }
}
