package vn.hoctap.testkit;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.example.Example;
import vn.hoctap.engine.example.ExampleReader;
import vn.hoctap.engine.example.ReadExamples;

/**
 * The tables of examples of a plugin as tests, one for each case:
 * {@code @TestFactory Stream<DynamicTest> examples() { return Examples.of(CRITERIA, Path.of(".")).tests(); }}
 */
public final class Examples {
    private final PluginCriteria criteria;
    private final Path folder;
    private final List<Example> cases;

    private Examples(PluginCriteria criteria, Path folder, List<Example> cases) {
        this.criteria = criteria;
        this.folder = folder;
        this.cases = cases;
    }

    /**
     * Reads {@code src/main/resources/examples/*.yaml} of the plugin's folder.
     *
     * @param criteria the sets that the examples are about, and their measures
     * @throws AssertionError listing every mistake with file and line, when there is one, or no example at all
     */
    public static Examples of(PluginCriteria criteria, Path plugin) {
        Path folder = plugin.resolve("src/main/resources/examples");
        ReadExamples read = new ExampleReader(criteria.sets()).read(PluginCriteria.sources(folder));
        if (!read.errors().isEmpty()) {
            throw new AssertionError(
                    read.errors().stream().map(CriteriaError::toString).collect(Collectors.joining("\n")));
        }
        if (read.examples().isEmpty()) {
            throw new AssertionError("There is no example in " + folder + ".");
        }
        return new Examples(criteria, folder, read.examples());
    }

    public List<Example> cases() {
        return cases;
    }

    public Stream<DynamicTest> tests() {
        return cases.stream().map(this::test);
    }

    private DynamicTest test(Example example) {
        URI place = folder.resolve(example.file()).toUri();
        return DynamicTest.dynamicTest(example.name(), URI.create(place + "?line=" + example.line()), () -> {
            List<String> differences = example.differences(criteria.measures());
            if (!differences.isEmpty()) {
                throw new AssertionError("%s:%d “%s”: %s."
                        .formatted(example.file(), example.line(), example.name(), String.join("; ", differences)));
            }
        });
    }
}
