package vn.hoctap.server.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.engine.example.Example;
import vn.hoctap.engine.example.ExampleReader;
import vn.hoctap.server.plugin.making.PluginFolder;

/** The examples of sound plugins, run. */
record ExampleRun(List<Result> results) {

    /** @param differences what is not as expected; none when the example holds */
    record Result(Example example, List<String> differences) {}

    static ExampleRun of(PluginTrial.Tried tried, List<PluginFolder> folders) {
        List<Result> results = new ArrayList<>();
        for (PluginFolder folder : folders) {
            List<CriteriaSet> sets = tried.check()
                    .read(folder.texts("criteria", new ArrayList<>()))
                    .sets();
            List<CriteriaSource> files = folder.texts("examples", new ArrayList<>());
            for (Example example : new ExampleReader(sets).read(files).examples()) {
                results.add(
                        new Result(example, example.differences(tried.check().measures())));
            }
        }
        return new ExampleRun(results);
    }

    /** No example shows nothing. */
    boolean passed() {
        return !results.isEmpty() && failed() == 0;
    }

    private long failed() {
        return results.stream()
                .filter(result -> !result.differences().isEmpty())
                .count();
    }

    void print(PrintWriter out) {
        String file = "";
        for (Result result : results) {
            Example example = result.example();
            if (!example.file().equals(file)) {
                file = example.file();
                out.println(file);
            }
            out.println((result.differences().isEmpty() ? "  holds  " : "  FAILS  ") + example.name());
            result.differences()
                    .forEach(difference -> out.println("         line " + example.line() + ": " + difference + "."));
        }
        if (results.isEmpty()) {
            out.println("There are no examples; write some into the folder \"examples\".");
        } else {
            out.println("%d examples, %d fail.".formatted(results.size(), failed()));
        }
    }
}
