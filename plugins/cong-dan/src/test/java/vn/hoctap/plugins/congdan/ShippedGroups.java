package vn.hoctap.plugins.congdan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.example.Example;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.testkit.Examples;
import vn.hoctap.testkit.PluginCriteria;

/** The sets of the title that the plugins beside this one bring. */
record ShippedGroups(PluginCriteria criteria) {
    private static final Path PLUGINS = Path.of("..");

    static ShippedGroups read() {
        try (Stream<Path> folders = Files.list(PLUGINS)) {
            Path[] withSets = folders.filter(folder -> Files.isDirectory(folder.resolve("src/main/resources/criteria")))
                    .sorted()
                    .toArray(Path[]::new);
            return new ShippedGroups(PluginCriteria.of(withSets));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CriteriaSet set(String group) {
        return criteria.set("cong-dan-hoc-tap/" + group);
    }

    Measures measures() {
        return criteria.measures();
    }

    /** The first case of the group's examples, which earns the title. */
    Example plausibleYear(String group) {
        Example first = examples(group).getFirst();
        if (!first.under(set(group), measures()).met()) {
            throw new AssertionError("The first example of " + group + " earns no title.");
        }
        return first;
    }

    /** What the group's set decides on each of its examples. */
    List<Decision> decisions(String group) {
        return examples(group).stream()
                .map(example -> example.under(set(group), measures()))
                .toList();
    }

    private List<Example> examples(String group) {
        return Examples.of(criteria, PLUGINS.resolve(group)).cases();
    }
}
