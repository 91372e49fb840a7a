package vn.hoctap.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What a benchmark found: two rates of one unit, higher is better.
 *
 * @param reference measured in the same run
 */
record Figure(String bench, double figure, String unit, double reference) {

    /**
     * The round whose ratio is the middle one, of two the lower: figure and reference of one round share the machine's mood,
     * and those of different rounds do not.
     *
     * @throws IllegalArgumentException without rounds, or where one was measured less often
     */
    static Figure ofRounds(String bench, List<Double> figures, String unit, List<Double> references) {
        if (figures.isEmpty() || figures.size() != references.size()) {
            throw new IllegalArgumentException(
                    "%d figures and %d references".formatted(figures.size(), references.size()));
        }
        List<Figure> rounds = IntStream.range(0, figures.size())
                .mapToObj(round -> new Figure(bench, figures.get(round), unit, references.get(round)))
                .sorted(Comparator.comparingDouble(Figure::ratio))
                .toList();
        return rounds.get((rounds.size() - 1) / 2);
    }

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
