package vn.hoctap.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;

/** Says what a simulation or batch found, in all and by organisational unit and group. */
final class ChangesTold {
    private static final List<String> FATES = List.of("gained", "lost", "level", "flagged", "renewed");

    private ChangesTold() {}

    /** @return the exit code */
    static int tell(PrintWriter out, PrintWriter err, JsonNode job, boolean json) {
        JsonNode result = job.path("result");
        if (!job.path("state").asText().equals("DONE")) {
            err.println("hoctap: " + result.path("error").asText("It was stopped half-way."));
            return ExitCodes.NO;
        }
        if (json) {
            out.println(result);
            return ExitCodes.DONE;
        }
        out.println("%,d people looked at, another judge for %,d; %,d titles held before"
                .formatted(
                        result.path("subjects").asLong(),
                        result.path("concerned").asLong(),
                        result.path("held").asLong()));
        out.println(counts(result));
        lines(out, result.path("units"), "unit");
        lines(out, result.path("groups"), "group");
        return ExitCodes.DONE;
    }

    private static void lines(PrintWriter out, JsonNode lines, String name) {
        lines.forEach(line -> out.println("  %-36s %s".formatted(line.path(name).asText("(none)"), counts(line))));
    }

    private static String counts(JsonNode counts) {
        StringBuilder text = new StringBuilder();
        for (String fate : FATES) {
            long count = counts.path(fate).asLong();
            if (count > 0 || fate.equals("gained") || fate.equals("lost")) {
                text.append(text.isEmpty() ? "" : ", ").append("%,d %s".formatted(count, fate));
            }
        }
        return text.toString();
    }
}
