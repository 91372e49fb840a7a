package vn.hoctap.server.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** A command of this program, run in this process. */
record Cli(int exit, String out, String err) {
    static Cli run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        // The real one is the runner's, who holds it until something comes.
        InputStream runners = System.in;
        System.setIn(InputStream.nullInputStream());
        try {
            return new Cli(line.execute(words), out.toString(), err.toString());
        } finally {
            System.setIn(runners);
        }
    }
}
