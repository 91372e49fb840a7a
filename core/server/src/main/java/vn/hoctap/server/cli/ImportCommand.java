package vn.hoctap.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.hoctap.server.exchange.FileKind;
import vn.hoctap.server.exchange.Format;

@Command(
        name = "import",
        description = "Imports a file (CSV or XLSX); exit 1 when rows were refused, which a copy beside it then holds.")
final class ImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The file, with a header.")
    private Path file = Path.of("");

    @Option(
            names = "--kind",
            required = true,
            description = "What is in it: roster, courses, activities, org-units, memberships or assessments.")
    private String kind = "";

    @Option(names = "--dry-run", description = "Only say what the rows would change.")
    private boolean dryRun;

    @ArgGroup(exclusive = false)
    private Where where = new Where();

    @Override
    public Integer call() throws IOException {
        FileKind what = FileKind.of(kind)
                .orElseThrow(() -> Refused.usage("--kind is \"%s\"; it must be one of %s."
                        .formatted(
                                kind,
                                Arrays.stream(FileKind.values())
                                        .map(FileKind::slug)
                                        .collect(Collectors.joining(", ")))));
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw Refused.usage("The file " + file + " cannot be read; correct its name.");
        }
        Progress progress = new Progress(spec.commandLine().getErr(), "rows");
        try (Desk desk = where.desk()) {
            JsonNode job = desk.imported(file, what, dryRun, (done, total) -> progress.show(shown(done, total)));
            return told(desk, job);
        }
    }

    private static String shown(long done, @Nullable Long total) {
        return total == null ? Long.toString(done) : done + " / " + total;
    }

    private int told(Desk desk, JsonNode job) throws IOException {
        JsonNode result = job.path("result");
        if (result.has("error")) {
            spec.commandLine()
                    .getErr()
                    .println("hoctap: " + file + ": " + result.path("error").asText());
            return result.has("fault") ? ExitCodes.NO : ExitCodes.ENVIRONMENT;
        }
        PrintWriter out = spec.commandLine().getOut();
        result.path("notes")
                .forEach(note -> out.println(place(note) + note.path("message").asText()));
        result.path("errors")
                .forEach(error ->
                        out.println(place(error) + error.path("message").asText()));
        out.println("%,d rows: %,d %s, %,d known before, %,d rejected"
                .formatted(
                        result.path("rows").asLong(),
                        result.path("accepted").asLong(),
                        dryRun ? "would be accepted" : "accepted",
                        result.path("duplicates").asLong(),
                        result.path("rejected").asLong()));
        titles(out, result, "titlesAwarded", dryRun ? "would be awarded" : "awarded");
        titles(out, result, "titlesWithdrawn", dryRun ? "would be withdrawn" : "withdrawn");
        if (result.path("rejected").asLong() > 0) {
            out.println("The rejected rows are in " + copied(desk, job) + ", each with what is wrong.");
        }
        boolean done = job.path("state").asText().equals("DONE");
        return done && result.path("rejected").asLong() == 0 ? ExitCodes.DONE : ExitCodes.NO;
    }

    private static String place(JsonNode one) {
        String column = one.path("column").asText();
        return "row " + one.path("row").asInt() + (column.isEmpty() ? "" : ", " + column) + ": ";
    }

    private static void titles(PrintWriter out, JsonNode result, String name, String done) {
        result.path(name)
                .properties()
                .forEach(set -> out.println("  %-36s %,d titles %s"
                        .formatted(set.getKey(), set.getValue().asLong(), done)));
    }

    /** {@code people.csv} gets {@code people.errors.csv} beside it. */
    private Path copied(Desk desk, JsonNode job) throws IOException {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String format = Format.of(job.path("parameters").path("format").asText())
                .orElse(Format.CSV)
                .slug();
        Path copy = file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".errors." + format);
        desk.errors(job, copy);
        return copy;
    }
}
