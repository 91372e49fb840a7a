package vn.hoctap.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The same GET of the finished server with a token and without: an address that everybody may read, where a token that is
 * sent along, signed as Keycloak does, is checked none the less.
 */
final class SignedBench implements Benchmark {
    private static final int CLIENTS = 32;
    private static final String ADDRESS = "/xapi/about";

    @Override
    public Figure run(Effort effort, Told told) throws InterruptedException {
        try (Scratch scratch = Scratch.make();
                Issuer issuer = Issuer.start();
                Product product = Product.serve(config(scratch.folder(), issuer), issuer.token());
                Readers signed = readers(product.port(), "Authorization: Bearer " + product.token() + "\r\n");
                Readers plain = readers(product.port(), "")) {
            return measure(effort, told, signed, plain);
        }
    }

    private static Readers readers(int port, String lines) {
        return new Readers(port, ADDRESS, Collections.nCopies(CLIENTS, lines));
    }

    /** Its own database, and a realm whose keys it fetches. */
    private static Path config(Path folder, Issuer issuer) {
        try {
            return Files.writeString(
                    folder.resolve("hoctap.yaml"),
                    "data: %s%nkeycloak: {issuer: '%s'}%n".formatted(folder.resolve("data"), issuer.address()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
        return Figure.ofRounds("signed", figures, "requests/s", references);
    }
}
