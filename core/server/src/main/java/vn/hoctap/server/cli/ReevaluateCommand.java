package vn.hoctap.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "reevaluate",
        description = "Judges those anew whom a set judges otherwise than they were judged last, as one batch.")
final class ReevaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--set", required = true, paramLabel = "ID", description = "The set's id.")
    private String set = "";

    @Option(names = "--cycle", required = true, paramLabel = "YEAR", description = "The year that is judged.")
    private int cycle;

    @Option(names = "--everybody", description = "Also those whom the same version has judged.")
    private boolean everybody;

    @Option(names = "--json", description = "The result as one JSON object.")
    private boolean json;

    @ArgGroup(exclusive = false)
    private Where where = new Where();

    @Override
    public Integer call() throws IOException {
        Progress progress = new Progress(spec.commandLine().getErr(), "people");
        try (Desk desk = where.desk()) {
            JsonNode job = desk.reevaluated(
                    set,
                    cycle,
                    everybody,
                    (done, total) -> progress.show(total == null ? Long.toString(done) : done + " / " + total));
            return ChangesTold.tell(
                    spec.commandLine().getOut(), spec.commandLine().getErr(), job, json);
        }
    }
}
