package vn.hoctap.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "simulate",
        description =
                "Says who would gain and lose a title by a criteria set, by organisational unit; changes nothing.")
final class SimulateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SETFILE", description = "The set, in YAML.")
    private Path file = Path.of("");

    @Option(names = "--cycle", required = true, paramLabel = "YEAR", description = "The year that is judged.")
    private int cycle;

    @Option(
            names = "--org-unit",
            paramLabel = "ID",
            description = "The part of the tree whose people are looked at, and for whom the set would hold.")
    private @Nullable String orgUnit;

    @Option(names = "--json", description = "The result as one JSON object.")
    private boolean json;

    @ArgGroup(exclusive = false)
    private Where where = new Where();

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw Refused.usage("The file " + file + " cannot be read; correct its name.");
        }
        String yaml = Files.readString(file);
        Progress progress = new Progress(spec.commandLine().getErr(), "people");
        try (Desk desk = where.desk()) {
            JsonNode job = desk.simulated(
                    yaml,
                    cycle,
                    orgUnit,
                    (done, total) -> progress.show(total == null ? Long.toString(done) : done + " / " + total));
            return ChangesTold.tell(
                    spec.commandLine().getOut(), spec.commandLine().getErr(), job, json);
        }
    }
}
