package vn.hoctap.server.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks somebody at a terminal, or takes answers that were sent, one a line; else nobody is asked. */
final class Questions {
    private final BufferedReader answers;
    private final PrintWriter out;
    private boolean open;

    private Questions(InputStream answers, PrintWriter out, boolean open) {
        this.answers = new BufferedReader(new InputStreamReader(answers, StandardCharsets.UTF_8));
        this.out = out;
        this.open = open;
    }

    /** The launcher says whether somebody sits there: a JVM cannot tell in every version. */
    static Questions of(PrintWriter out) {
        try {
            return new Questions(System.in, out, Boolean.getBoolean("hoctap.terminal") || System.in.available() > 0);
        } catch (IOException closed) {
            return new Questions(InputStream.nullInputStream(), out, false);
        }
    }

    boolean open() {
        return open;
    }

    /** Empty when nobody answers, or with nothing. */
    Optional<String> ask(String question) {
        if (!open) {
            return Optional.empty();
        }
        out.println(question);
        out.print("> ");
        out.flush();
        try {
            String answer = answers.readLine();
            open = answer != null;
            return Optional.ofNullable(answer).map(String::strip).filter(text -> !text.isEmpty());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
