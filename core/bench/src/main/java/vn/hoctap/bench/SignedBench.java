package vn.hoctap.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The same GET of the finished server with a token and without: an address that everybody may read, where a token that is
 * sent along is checked none the less. Each client has a token of its own, as programs and browsers have.
 */
final class SignedBench implements Benchmark {
    private static final int CLIENTS = 32;
    private static final String ADDRESS = "/xapi/about";

    @Override
    public Figure run(Effort effort, Told told) throws InterruptedException {
        try (Scratch scratch = Scratch.make();
                Product product = Product.start(scratch.folder().resolve("data"))) {
            List<String> tokens = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                tokens.add("Authorization: Bearer " + product.token() + "\r\n");
            }
            try (Readers signed = new Readers(product.port(), ADDRESS, tokens);
                    Readers plain = new Readers(product.port(), ADDRESS, Collections.nCopies(CLIENTS, ""))) {
                return measure(effort, told, signed, plain);
            }
        }
    }

    private static Figure measure(Effort effort, Told told, Readers signed, Readers plain) {
        signed.run(effort.warmSeconds() / 2.0);
        plain.run(effort.warmSeconds() / 2.0);
        List<Double> figures = new ArrayList<>();
        List<Double> references = new ArrayList<>();
        for (int round = 1; round <= effort.rounds(); round++) {
            double reference = plain.run(effort.seconds() / 2.0);
            double figure = signed.run(effort.seconds() / 2.0);
            references.add(reference);
            figures.add(figure);
            told.line(String.format(
                    Locale.ROOT,
                    "round %d: without a token %,.0f requests/s, with one %,.0f; ratio %.3f",
                    round,
                    reference,
                    figure,
                    figure / reference));
        }
        return new Figure("signed", Median.of(figures), "requests/s", Median.of(references));
    }
}
