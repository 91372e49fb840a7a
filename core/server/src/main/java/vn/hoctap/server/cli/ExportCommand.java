package vn.hoctap.server.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.hoctap.server.exchange.Format;

@Command(name = "export", description = "Writes what is stored, in the columns of the imports.")
final class ExportCommand implements Callable<Integer> {
    private static final Set<String> KINDS =
            Set.of("roster", "courses", "activities", "org-units", "memberships", "assessments", "titles");

    @Parameters(
            paramLabel = "KIND",
            description = "roster, courses, activities, org-units, memberships, assessments or titles.")
    private String kind = "";

    @Option(names = "--format", defaultValue = "csv", description = "csv, xlsx or json (default: ${DEFAULT-VALUE}).")
    private String format = "csv";

    @Option(names = "--out", description = "The file to write (default: what is written goes to stdout).")
    private @Nullable Path out;

    @ArgGroup(exclusive = false)
    private Where where = new Where();

    @Override
    public Integer call() throws IOException {
        if (!KINDS.contains(kind)) {
            throw Refused.usage(
                    "There is no export \"%s\"; there are roster, courses, activities, org-units,".formatted(kind)
                            + " memberships, assessments and titles.");
        }
        Format wanted = Format.of(format)
                .orElseThrow(
                        () -> Refused.usage("--format is \"%s\"; it must be csv, xlsx or json.".formatted(format)));
        try (Desk desk = where.desk()) {
            write(desk, wanted);
        }
        return ExitCodes.DONE;
    }

    private void write(Desk desk, Format wanted) throws IOException {
        if (out == null) {
            desk.export(kind, wanted, System.out);
            System.out.flush();
            return;
        }
        try (OutputStream stream = Files.newOutputStream(out)) {
            desk.export(kind, wanted, stream);
        } catch (NoSuchFileException | AccessDeniedException refused) {
            throw Refused.usage("The file " + out + " cannot be written; correct --out.");
        }
    }
}
